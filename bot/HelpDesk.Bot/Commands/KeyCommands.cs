using System.CommandLine;
using HelpDesk.Bot.Accounts;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk account key …</c>: keys of other bots and scripts.</summary>
internal static class KeyCommands
{
    private const int LongestLife = 3660;

    public static Command Build(string[] settings, Option<bool> json)
    {
        var key = new Command("key", "See, make and delete the keys that bots and scripts call the API with.");
        key.Subcommands.Add(List(settings, json));
        key.Subcommands.Add(Create(settings, json));
        key.Subcommands.Add(Delete(settings, json));
        return key;
    }

    private static Command List(string[] settings, Option<bool> json)
    {
        var command = new Command("list", "Name all keys, without their secrets.");
        command.SetAction((parsed, ct) => RunAsync(settings, async keys =>
        {
            AccountPrint.Keys([.. (await keys.ListAsync(ct)).Select(ServiceKeyView.Of)], parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Create(string[] settings, Option<bool> json)
    {
        var name = new Argument<string>("name") { Description = "What it is for." };
        var scopes = new Option<string[]>("--scope") { Description = "handoffs, tickets.read, tickets.write, feed or webhooks; may be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var customers = new Option<string[]>("--customer") { Description = "Whose tickets; those of all where it is left out.", AllowMultipleArgumentsPerToken = true };
        var days = new Option<int?>("--days") { Description = $"After how many days it ends, 1 to {LongestLife}; never where it is left out." };
        var command = new Command("create", "Make a key. Its secret is printed once and kept only as a hash.") { name, scopes, customers, days };
        command.SetAction((parsed, ct) => RunAsync(settings, async keys =>
        {
            if ((AccountRules.NameFault(parsed.GetRequiredValue(name)) ?? AccountRules.ScopesFault(parsed.GetValue(scopes))) is { } fault) return ErrorReport.Fail(fault);
            if (parsed.GetValue(days) is < 1 or > LongestLife) return ErrorReport.Fail($"--days: from 1 to {LongestLife}, or left out for a key without an end.");
            Instant? expires = parsed.GetValue(days) is { } life ? TimeProvider.System.GetCurrentInstant() + Duration.FromDays(life) : null;
            var (key, secret) = await keys.CreateAsync(parsed.GetRequiredValue(name), parsed.GetValue(scopes)!, parsed.GetValue(customers) ?? [], expires, DeskStore.Operator, ct);
            AccountPrint.Created(ServiceKeyView.Of(key), secret, parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Delete(string[] settings, Option<bool> json)
    {
        var id = new Argument<string>("id") { Description = "As 'account key list' names it." };
        var command = new Command("delete", "Whoever calls with it is refused from now on.") { id };
        command.SetAction((parsed, ct) => RunAsync(settings, async keys =>
        {
            var deleted = parsed.GetRequiredValue(id);
            if (!await keys.TryDeleteAsync(deleted, DeskStore.Operator, ct)) return ErrorReport.Fail($"There is no key {deleted}. 'account key list' names those there are.");
            AccountPrint.Deleted(deleted, parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Task<int> RunAsync(string[] settings, Func<ServiceKeyBook, Task<int>> run, CancellationToken ct) =>
        DeskStore.RunAsync(settings, desk => run(new ServiceKeyBook(desk.Store, TimeProvider.System)), ct);
}
