using System.Text.Json;
using HelpDesk.Bot.Accounts;
using HelpDesk.Channels.Activities;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Bot.Persons;

/// <summary>Whom a request is about: an object id of Entra ID, a user id of a channel (the web chat's, Teams'), or the e-mail of a local account. Never a name.</summary>
public sealed record PersonKey
{
    private readonly string _escaped;

    private PersonKey(string text) => (Text, _escaped) = (text, JsonEncodedText.Encode(text).Value);

    public string Text { get; }

    /// <summary>The object id; also that of an account, since both are GUIDs.</summary>
    public Guid? Id => Guid.TryParse(Text, out var id) ? id : null;

    public bool IsAccount => Text.Contains('@', StringComparison.Ordinal);

    /// <summary>Null where the text can be none of these.</summary>
    public static PersonKey? Of(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length is < 3 or > 400 || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || text.Any(c => c is '"' or '\\')) return null;
        if (Guid.TryParse(text, out var id)) return new(id.ToString());
        return !text.Contains('@', StringComparison.Ordinal) || AccountBook.IsEmail(text) ? new(text) : null;
    }

    public bool Is(ChannelAccount? account) => account is not null && !IsAccount
        && (Id is not null ? string.Equals(account.AadObjectId, Text, StringComparison.OrdinalIgnoreCase) || account.Id == Text : account.Id == Text);

    /// <summary>A ticket names a person by tenant and object id, by channel and user id, or by the id alone.</summary>
    public bool Is(PersonId person)
    {
        if (IsAccount) return false;
        // What stands before the first slash is the tenant or the channel; a user's id may hold more of them.
        var id = person.Value.AsSpan(person.Value.IndexOf('/', StringComparison.Ordinal) + 1);
        return person.Value == Text || id.Equals(Text, Id is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether JSON may name the person: as it is, or as a writer of JSON escapes it.</summary>
    public bool MayBeIn(string json) => json.Contains(Text, StringComparison.OrdinalIgnoreCase) || json.Contains(_escaped, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Text;
}
