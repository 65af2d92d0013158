using System.CommandLine;
using HelpDesk.Bot.Accounts;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk account …</c>: who may sign in, with the same rules and the same audit as the admins' pages. May run beside a running host, which follows at once.</summary>
internal static class AccountCommands
{
    public static Command Build(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text.", Recursive = true };
        var account = new Command("account", "See and change who may sign in, service keys, and the audit of both.") { json };
        account.Subcommands.Add(List(settings, json));
        account.Subcommands.Add(Add(settings, json));
        account.Subcommands.Add(Roles(settings, json));
        account.Subcommands.Add(Able(settings, json, "disable", "Nobody signs in with it any more, and its sessions are over at their next request.", disabled: true));
        account.Subcommands.Add(Able(settings, json, "enable", "It may be signed in with again.", disabled: false));
        account.Subcommands.Add(Reset(settings, json));
        account.Subcommands.Add(KeyCommands.Build(settings, json));
        account.Subcommands.Add(AuditCommand.Build(settings, json));
        return account;
    }

    private static Command List(string[] settings, Option<bool> json)
    {
        var command = new Command("list", "Name all local accounts.");
        command.SetAction((parsed, ct) => RunAsync(settings, async (book, _) =>
        {
            AccountPrint.List([.. (await book.ListAsync(ct)).Select(AccountView.Of)], parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Add(string[] settings, Option<bool> json)
    {
        var email = Email();
        var name = new Option<string?>("--name") { Description = "What colleagues see; the e-mail where it is left out." };
        var roles = new Argument<string[]>("roles") { Description = "agent, lead, author, admin, auditor.", Arity = ArgumentArity.OneOrMore };
        var customers = new Option<string[]>("--customer") { Description = "Whose tickets may be seen; those of all where it is left out.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("add", "Add an account, and print the link with which its owner chooses a password.") { email, roles, name, customers };
        command.SetAction((parsed, ct) => RunAsync(settings, async (book, desk) =>
        {
            var address = parsed.GetRequiredValue(email).Trim();
            if (!AccountBook.IsEmail(address)) return ErrorReport.Fail($"{address} is no address. Write it like name@example.com.");
            if ((AccountRules.NameFault(parsed.GetValue(name)) ?? AccountRules.RolesFault(parsed.GetValue(roles))) is { } fault) return ErrorReport.Fail(fault);
            var account = new Account(address, "", parsed.GetValue(roles)!, TimeProvider.System.GetUtcNow())
            {
                Id = Guid.NewGuid(), Name = parsed.GetValue(name) ?? address, Customers = parsed.GetValue(customers) ?? [], Stamp = AccountBook.NewSecret(),
            };
            if (!await book.TryCreateAsync(account, Told("account.create", account), ct))
                return ErrorReport.Fail($"{address} has an account already. 'account reset {address}' gives its owner a new link.");
            AccountPrint.Invited("Added", AccountView.Of(account), await LinkAsync(book, desk, account, ct), parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Roles(string[] settings, Option<bool> json)
    {
        var email = Email();
        var roles = new Argument<string[]>("roles") { Description = "All that it is to have from now on: agent, lead, author, admin, auditor.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("roles", "Give an account other roles; they count from the next request on.") { email, roles };
        command.SetAction((parsed, ct) => ChangeAsync(settings, parsed.GetRequiredValue(email), "account.change", json, parsed, account =>
            AccountRules.RolesFault(parsed.GetValue(roles)) is { } fault ? (account, fault) : (account with { Roles = parsed.GetValue(roles)! }, null), ct));
        return command;
    }

    private static Command Able(string[] settings, Option<bool> json, string name, string description, bool disabled)
    {
        var email = Email();
        var command = new Command(name, description) { email };
        command.SetAction((parsed, ct) => ChangeAsync(settings, parsed.GetRequiredValue(email), "account.change", json, parsed, account =>
            (account with { Disabled = disabled, Stamp = disabled ? AccountBook.NewSecret() : account.Stamp }, null), ct));
        return command;
    }

    private static Command Reset(string[] settings, Option<bool> json)
    {
        var email = Email();
        var second = new Option<bool>("--second-factor") { Description = "Take a lost second factor away now, and end all sessions. Otherwise it starts anew when the link is used." };
        var command = new Command("reset", "Print a new link with which an account's owner chooses a password; a lockout ends.") { email, second };
        command.SetAction((parsed, ct) => RunAsync(settings, async (book, desk) =>
        {
            if (await book.FindAsync(parsed.GetRequiredValue(email), ct) is not { } found) return Missing(parsed.GetRequiredValue(email));
            var account = parsed.GetValue(second) ? SecondFactors.Remove(found.Account) : found.Account;
            if (parsed.GetValue(second) && !await book.TryChangeAsync(found, account, Told("second-factor.remove", account), ct)) return Changed();
            await book.UnlockAsync(account, ct);
            AccountPrint.Invited("Reset", AccountView.Of(account), await LinkAsync(book, desk, account, ct), parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Task<int> ChangeAsync(
        string[] settings, string email, string action, Option<bool> json, ParseResult parsed, Func<Account, (Account After, string? Fault)> change, CancellationToken ct) => RunAsync(settings, async (book, _) =>
    {
        if (await book.FindAsync(email, ct) is not { } found) return Missing(email);
        var (after, fault) = change(found.Account);
        if ((fault ?? AccountRules.LastAdminFault(await book.ListAsync(ct), found.Account, after)) is { } problem) return ErrorReport.Fail(problem);
        if (!await book.TryChangeAsync(found, after, Told(action, after), ct)) return Changed();
        AccountPrint.Changed(AccountView.Of(after), parsed.GetValue(json));
        return 0;
    }, ct);

    private static async Task<string> LinkAsync(AccountBook book, DeskStore desk, Account account, CancellationToken ct) =>
        $"{desk.Address}/account/choose-password/{await book.InviteAsync(account, Told("account.invite", account), ct)}";

    private static AuditEntry Told(string action, Account account) => new(DeskStore.Operator, action, account.Id.ToString(), AuditTrail.Ok);

    private static Argument<string> Email() => new("email") { Description = "The account's address." };

    private static int Missing(string email) => ErrorReport.Fail($"{email} has no account. 'account list' names those there are.");

    private static int Changed() => ErrorReport.Fail("Somebody else changed the account meanwhile. Run this again.");

    private static Task<int> RunAsync(string[] settings, Func<AccountBook, DeskStore, Task<int>> run, CancellationToken ct) =>
        DeskStore.RunAsync(settings, desk => run(new AccountBook(desk.Store, TimeProvider.System), desk), ct);
}
