using System.CommandLine;
using HelpDesk.Bot.Hosting;
using HelpDesk.Channels.Connector;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk outbox …</c>: what could not be brought to a channel, and what to do about it. May run beside a running host.</summary>
internal static class OutboxCommands
{
    public static Command Build(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text.", Recursive = true };
        var outbox = new Command("outbox", "See what could not be sent, and send it again or drop it.") { json };
        outbox.Subcommands.Add(List(settings, json));
        outbox.Subcommands.Add(Show(settings, json));
        outbox.Subcommands.Add(Resend(settings, json));
        outbox.Subcommands.Add(Drop(settings, json));
        return outbox;
    }

    private static Command List(string[] settings, Option<bool> json)
    {
        var command = new Command("list", "Name the conversations that wait, and each activity that was given up.");
        command.SetAction((parsed, ct) => RunAsync(settings, async letters =>
        {
            var waiting = await letters.WaitingAsync(ct).ToListAsync(ct);
            var dead = await letters.ListAsync(ct).ToListAsync(ct);
            OutboxPrint.List(waiting, [.. dead.OrderBy(letter => letter.GivenUpAt)], parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Show(string[] settings, Option<bool> json)
    {
        var id = Id();
        var text = new Option<bool>("--text") { Description = "Show what the activity says, too." };
        var command = new Command("show", "Show why an activity was given up.") { id, text };
        command.SetAction((parsed, ct) => RunAsync(settings, async letters =>
        {
            if (await letters.FindAsync(parsed.GetRequiredValue(id), ct) is not { } letter) return Missing(parsed.GetRequiredValue(id));
            var activity = await letters.ActivityAsync(letter, ct);
            OutboxPrint.Show(letter, activity, parsed.GetValue(text), parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Resend(string[] settings, Option<bool> json)
    {
        var id = new Argument<string?>("id") { Description = "As 'outbox list' names it.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Everything that was given up." };
        var command = new Command("resend", "Have the host send it again, within two seconds where one runs.") { id, all };
        command.SetAction((parsed, ct) =>
        {
            var named = parsed.GetValue(id);
            if (named is null != parsed.GetValue(all)) return Task.FromResult(ErrorReport.Fail("Name one id, or --all."));
            return RunAsync(settings, async letters =>
            {
                var ids = named is null ? await letters.ListAsync(ct).Select(letter => letter.Id).ToListAsync(ct) : [named];
                var asked = new List<string>();
                foreach (var one in ids)
                {
                    if (await letters.SendAgainAsync(one, ct)) asked.Add(one);
                    else if (named is not null) return Missing(one);
                }

                OutboxPrint.Asked(asked, parsed.GetValue(json));
                return 0;
            }, ct);
        });
        return command;
    }

    private static Command Drop(string[] settings, Option<bool> json)
    {
        var id = Id();
        var command = new Command("drop", "Forget it: it will never be sent.") { id };
        command.SetAction((parsed, ct) => RunAsync(settings, async letters =>
        {
            var dropped = parsed.GetRequiredValue(id);
            if (!await letters.DropAsync(dropped, ct)) return Missing(dropped);
            OutboxPrint.Dropped(dropped, parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "As 'outbox list' names it." };

    private static int Missing(string id) => ErrorReport.Fail($"There is no given-up activity {id}. 'outbox list' names those there are.");

    private static Task<int> RunAsync(string[] settings, Func<DeadLetters, Task<int>> run, CancellationToken ct) => ErrorReport.GuardAsync(async () =>
    {
        var configuration = AppConfiguration.Build(settings);
        SettingsCheck.Demand(configuration);
        var choice = new StoreChoice(configuration);
        if (!choice.Exists)
            return ErrorReport.Fail($"There is no store in {choice.Folder}. Run this where the host runs, or name its folder with --Data:Path.");
        await using var store = await choice.OpenAsync(StoreAccess.Command, ct);
        return await run(new DeadLetters(store, TimeProvider.System));
    });
}
