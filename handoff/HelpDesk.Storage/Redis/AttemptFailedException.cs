namespace HelpDesk.Storage.Redis;

/// <summary>One attempt at Redis failed.</summary>
/// <param name="error">What the caller is told when there is no further attempt.</param>
/// <param name="mayHaveArrived">The command may have been executed, or may still be.</param>
/// <param name="passes">It may mend itself within seconds.</param>
internal sealed class AttemptFailedException(StoreException error, bool mayHaveArrived, bool passes) : Exception(error.Message, error)
{
    public StoreException Error => error;

    public bool MayHaveArrived => mayHaveArrived;

    public bool Passes => passes;
}
