namespace HelpDesk.Storage.Secrets;

/// <summary>Something in the store was sealed under another operator's key than the one in use.</summary>
public sealed class WrongKeyException(string what)
    : Exception($"Secrets:Key does not open {what} of this store. Set it to the key that this help desk was started with before; to change keys, give the old one as Secrets:EarlierKey.");
