using System.Text.Json.Serialization;

namespace HelpDesk.Bot.Accounts;

/// <summary>A local account of somebody who works at the desk; stored in collection <c>account</c> under its e-mail in lower case.</summary>
/// <param name="PasswordHash">As the framework's password hasher writes it (PBKDF2 with its own salt and parameters).</param>
public sealed record Account(string Email, string PasswordHash, IReadOnlyList<string> Roles, DateTimeOffset Created)
{
    public const string Collection = "account";
}

/// <param name="TokenHash">SHA-256 of the one-time link's secret, hex; the secret itself is only ever printed.</param>
internal sealed record FirstAdminInvitation(string TokenHash);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(FirstAdminInvitation))]
internal sealed partial class AccountJson : JsonSerializerContext;
