using System.ComponentModel.DataAnnotations;
using HelpDesk.Handoff.Service.Access;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Accounts;

/// <summary>Who may sign in to the desk's pages and API; section <c>Accounts</c> of the configuration.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>Creates the first admin without a person, for installations by script. Nothing happens where an account exists.</summary>
    public BootstrapAdmin BootstrapAdmin { get; set; } = new();

    /// <summary>Sign-in with Microsoft Entra ID, by bearer tokens; off while empty.</summary>
    public EntraSignIn Entra { get; set; } = new();

    /// <summary>Wrong passwords or codes in a row after which an address has to wait.</summary>
    [Range(3, 100)]
    public int Tries { get; set; } = 5;

    /// <summary>How long it has to wait.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A session ends after this long without a request.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Roles whose holders must set up a second factor before they may do anything else.</summary>
    public IList<string> RequireSecondFactor { get; } = [];
}

public sealed class BootstrapAdmin
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}

public sealed class EntraSignIn
{
    /// <summary>The directory that people sign in to.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application (client) id of the registration whose tokens are taken; app roles carry the names of the desk's roles.</summary>
    public string? ClientId { get; set; }

    /// <summary>The OpenID metadata of the directory; only for national clouds and tests.</summary>
    public string? Metadata { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(TenantId) && !string.IsNullOrEmpty(ClientId);
}

internal sealed class AccountRulesValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(AccountOptions options)
    {
        var entra = options.Entra;
        if (string.IsNullOrEmpty(entra.TenantId) != string.IsNullOrEmpty(entra.ClientId))
            yield return "Accounts:Entra: TenantId and ClientId are needed together. Copy both from the app registration, or leave both out.";
        foreach (var (key, value) in ((string, string?)[])[("TenantId", entra.TenantId), ("ClientId", entra.ClientId)])
            if (!string.IsNullOrEmpty(value) && !Guid.TryParse(value, out _)) yield return $"Accounts:Entra:{key}: it is not a GUID. Copy it from the app registration's overview.";
        foreach (var role in options.RequireSecondFactor.Where(r => !DeskRoles.All.Contains(r, StringComparer.Ordinal)))
            yield return $"Accounts:RequireSecondFactor: '{role}' is no role. Roles are {string.Join(", ", DeskRoles.All)}.";
    }
}

[OptionsValidator]
public sealed partial class AccountOptionsValidator : IValidateOptions<AccountOptions>;
