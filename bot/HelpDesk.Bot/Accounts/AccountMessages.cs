namespace HelpDesk.Bot.Accounts;

/// <param name="Code">Of the second factor, or a recovery code; only where one is set up.</param>
internal sealed record SignInRequest(string? Email, string? Password, string? Code);

/// <param name="Need"><c>code</c> where a code of the second factor is needed as well; <c>second-factor</c> where it has to be set up first.</param>
internal sealed record SignInAnswer(string? Need, Me? Me);

internal sealed record Me(Guid Id, string Email, string Name, IReadOnlyList<string> Roles, bool SecondFactor, string? Need);

internal sealed record PasswordChange(string? Password, string? NewPassword);

internal sealed record CodeRequest(string? Password, string? Code);

/// <param name="Secret">For typing into an app, base 32.</param>
/// <param name="Link">What the QR code holds.</param>
internal sealed record SecondFactorStarted(string Secret, string Link);

/// <param name="Recovery">Told once; each works once.</param>
internal sealed record SecondFactorConfirmed(IReadOnlyList<string> Recovery);

internal sealed record AccountRequest(string? Email, string? Name, IReadOnlyList<string>? Roles, IReadOnlyList<string>? Customers);

/// <summary>What is null stays as it is.</summary>
internal sealed record AccountChange(string? Name, IReadOnlyList<string>? Roles, IReadOnlyList<string>? Customers, bool? Disabled);

internal sealed record AccountView(
    Guid Id, string Email, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Customers, bool Disabled, bool SecondFactor, bool HasPassword, DateTimeOffset Created)
{
    public static AccountView Of(Account account) => new(
        account.Id, account.Email, account.Name, account.Roles, account.Customers, account.Disabled, account.Second is { Confirmed: true },
        account.PasswordHash.Length > 0, account.Created);
}

/// <param name="Link">Where the person chooses a password, once, within three days.</param>
internal sealed record AccountInvited(AccountView Account, string Link);

/// <param name="Days">After how many days it ends; null for never.</param>
internal sealed record ServiceKeyRequest(string? Name, IReadOnlyList<string>? Scopes, IReadOnlyList<string>? Customers, int? Days);

internal sealed record ServiceKeyView(string Id, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Customers, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public static ServiceKeyView Of(ServiceKey key) => new(key.Id, key.Name, key.Scopes, key.Customers, key.Created, key.Expires);
}

/// <param name="Secret">The whole key, told once.</param>
internal sealed record ServiceKeyCreated(ServiceKeyView Key, string Secret);

/// <param name="Next">What to ask for next as <c>after</c>.</param>
internal sealed record AuditPage(IReadOnlyList<AuditLine> Entries, long Next);

internal sealed record AuditLine(long Number, DateTimeOffset At, string Subject, string Action, string? Target, string Outcome);
