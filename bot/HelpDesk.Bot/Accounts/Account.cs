using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace HelpDesk.Bot.Accounts;

/// <summary>A local account of somebody who works at the desk; stored in collection <c>account</c> under its e-mail in lower case.</summary>
/// <param name="PasswordHash">As the framework's password hasher writes it (PBKDF2 with its own salt and parameters); empty until a password was chosen.</param>
public sealed record Account(string Email, string PasswordHash, IReadOnlyList<string> Roles, DateTimeOffset Created)
{
    public const string Collection = "account";

    /// <summary>Stable for life, also as the agent's id. Accounts of before there were ids have one that follows from the address.</summary>
    public Guid Id { get => field == Guid.Empty ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Email)).AsSpan(0, 16)) : field; init; }

    /// <summary>What colleagues and, by policy, employees see; the e-mail where none was given.</summary>
    public string Name { get; init; } = Email;

    /// <summary>Ids of the customers whose tickets may be seen; empty means all of the desk.</summary>
    public IReadOnlyList<string> Customers { get; init; } = [];

    public bool Disabled { get; init; }

    /// <summary>Changes with the password, the second factor and the roles: sessions that carry another one are over.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>The second factor; null where none is set up.</summary>
    public SecondFactor? Second { get; init; }

    [JsonIgnore] public bool IsAgent => Roles.Contains("agent", StringComparer.Ordinal) || Roles.Contains("lead", StringComparer.Ordinal);
}

/// <param name="Secret">The shared secret, sealed by the operator's key.</param>
/// <param name="Confirmed">A first code was right; before that nothing is asked for.</param>
/// <param name="LastStep">The time step of the last code that was taken: no code works twice.</param>
/// <param name="Recovery">SHA-256 of the recovery codes that are left, hex.</param>
public sealed record SecondFactor(string Secret, bool Confirmed, long LastStep, IReadOnlyList<string> Recovery);

/// <param name="TokenHash">SHA-256 of the one-time link's secret, hex; the secret itself is only ever printed.</param>
internal sealed record FirstAdminInvitation(string TokenHash);

/// <summary>A one-time link to choose a password, in collection <c>account-invitation</c> under the hash of its secret.</summary>
internal sealed record PasswordInvitation(string Email);

/// <summary>Tries of one e-mail address, known or not, in collection <c>account-attempts</c>.</summary>
internal sealed record Attempts(int Failures, DateTimeOffset? LockedUntil);

/// <summary>What a service key may do; in collection <c>service-key</c> under its id.</summary>
/// <param name="SecretHash">SHA-256 of its secret, hex.</param>
public sealed record ServiceKey(
    string Id, string Name, string SecretHash, IReadOnlyList<string> Scopes, IReadOnlyList<string> Customers, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public const string Collection = "service-key";
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(FirstAdminInvitation))]
[JsonSerializable(typeof(PasswordInvitation))]
[JsonSerializable(typeof(Attempts))]
[JsonSerializable(typeof(ServiceKey))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(PasswordChange))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(SecondFactorStarted))]
[JsonSerializable(typeof(SecondFactorConfirmed))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(IReadOnlyList<AccountView>))]
[JsonSerializable(typeof(AccountInvited))]
[JsonSerializable(typeof(ServiceKeyRequest))]
[JsonSerializable(typeof(ServiceKeyView))]
[JsonSerializable(typeof(IReadOnlyList<ServiceKeyView>))]
[JsonSerializable(typeof(ServiceKeyCreated))]
[JsonSerializable(typeof(AuditPage))]
internal sealed partial class AccountJson : JsonSerializerContext;
