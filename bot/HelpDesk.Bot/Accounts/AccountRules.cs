using HelpDesk.Handoff.Service.Access;

namespace HelpDesk.Bot.Accounts;

/// <summary>What may be done to an account, pure: a problem with its field and fix, or null.</summary>
public static class AccountRules
{
    private const int LongestName = 100;

    public static string? RolesFault(IReadOnlyList<string>? roles) => roles switch
    {
        null or [] => $"roles: at least one is needed. Roles are {Known(DeskRoles.All)}.",
        _ when roles.FirstOrDefault(r => !DeskRoles.All.Contains(r, StringComparer.Ordinal)) is { } unknown => $"roles: '{unknown}' is none. Roles are {Known(DeskRoles.All)}.",
        _ => null,
    };

    public static string? ScopesFault(IReadOnlyList<string>? scopes) => scopes switch
    {
        null or [] => $"scopes: at least one is needed. Scopes are {Known(DeskScopes.All)}.",
        _ when scopes.FirstOrDefault(s => !DeskScopes.All.Contains(s, StringComparer.Ordinal)) is { } unknown => $"scopes: '{unknown}' is none. Scopes are {Known(DeskScopes.All)}.",
        _ => null,
    };

    public static string? NameFault(string? name) =>
        name is { Length: 0 or > LongestName } || (name?.Any(char.IsControl) ?? false) ? $"name: it needs 1 to {LongestName} characters without line ends." : null;

    /// <summary>Nobody may lock the last admin out, not even himself.</summary>
    public static string? LastAdminFault(IEnumerable<Account> all, Account before, Account? after)
    {
        if (!IsAdmin(before) || (after is not null && IsAdmin(after))) return null;
        return all.Any(other => other.Id != before.Id && IsAdmin(other) && other.PasswordHash.Length > 0)
            ? null
            : "This is the last admin who can sign in. Make somebody else an admin first.";
    }

    private static bool IsAdmin(Account account) => !account.Disabled && account.Roles.Contains(DeskRoles.Admin, StringComparer.Ordinal);

    private static string Known(IEnumerable<string> words) => string.Join(", ", words);
}
