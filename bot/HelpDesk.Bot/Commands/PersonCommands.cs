using System.CommandLine;
using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Persons;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Service.Staff;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk person …</c>: what the desk knows about a person, and forgetting it. May run beside a running host.</summary>
internal static class PersonCommands
{
    public static Command Build(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text.", Recursive = true };
        var person = new Command("person", "Answer a person's request: hand out or erase what the desk holds about them.") { json };
        person.Subcommands.Add(Export(settings, json));
        person.Subcommands.Add(Erase(settings, json));
        return person;
    }

    private static Command Export(string[] settings, Option<bool> json)
    {
        var person = Person();
        var to = new Option<string?>("--to") { Description = "The archive to write; person.zip where it is left out." };
        var command = new Command("export", "Write everything about a person into one archive of JSON and files.") { person, to };
        command.SetAction((parsed, ct) => RunAsync(settings, parsed.GetRequiredValue(person), async (key, desk, trace) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(to) ?? "person.zip");
            if (trace.IsEmpty) return Nothing(key);
            if (File.Exists(path)) return ErrorReport.Fail($"{path} exists already. Name another file with --to.");
            try
            {
                await new PersonExport(desk.Store, FilesOf(desk)).WriteAsync(key, trace, path, TimeProvider.System.GetCurrentInstant(), ct);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
            {
                return ErrorReport.Fail($"{path} cannot be written: {e.Message} Name another file with --to.");
            }
            PersonPrint.Exported(path, trace, parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static Command Erase(string[] settings, Option<bool> json)
    {
        var person = Person();
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this it is only said what would go." };
        var open = new Option<bool>("--open-too") { Description = "Tickets that are still open, too." };
        var command = new Command("erase", "Take a person out of conversations, tickets, files and accounts; what the desk counts stays. It cannot be undone.") { person, yes, open };
        command.SetAction((parsed, ct) => RunAsync(settings, parsed.GetRequiredValue(person), async (key, desk, trace) =>
        {
            if (trace.IsEmpty)
            {
                // What an erasure wants is so already; a script that runs it twice is no error.
                PersonPrint.Plan(key, trace, parsed.GetValue(json));
                return 0;
            }
            var accounts = new AccountBook(desk.Store, TimeProvider.System);
            if (trace.Account is { } account && AccountRules.LastAdminFault(await accounts.ListAsync(ct), account.Account, null) is { } last) return ErrorReport.Fail(last);
            if (!parsed.GetValue(yes))
            {
                PersonPrint.Plan(key, trace, parsed.GetValue(json));
                return 0;
            }
            if (!parsed.GetValue(open) && trace.Tickets.Where(t => t is { IsTheirs: true, IsOpen: true }).Select(t => t.Number).ToArray() is { Length: > 0 } waiting)
                return ErrorReport.Fail($"{string.Join(", ", waiting)}: still open. Resolve or cancel what is to be erased first, or add --open-too: whoever works on it then works without its words.");
            var agents = new AgentEraser(desk.Store, new StaffDesk(desk.Store, TimeProvider.System));
            var report = await new PersonErasure(desk.Store, accounts, agents, FilesOf(desk), TimeProvider.System).EraseAsync(key, trace, DeskStore.Operator, ct);
            PersonPrint.Erased(key, trace, report, desk.Choice.IsShared, parsed.GetValue(json));
            var rest = await new PersonSearch(desk.Store, accounts).FindAsync(key, ct);
            return rest.Conversations.IsEmpty && rest.Tickets.IsEmpty ? 0 : ErrorReport.Fail($"{key} was still talking to the desk meanwhile. Run this again.");
        }, ct));
        return command;
    }

    private static Task<int> RunAsync(string[] settings, string named, Func<PersonKey, DeskStore, PersonTrace, Task<int>> run, CancellationToken ct)
    {
        if (PersonKey.Of(named) is not { } key)
            return Task.FromResult(ErrorReport.Fail("That names nobody. A person is an object id of Entra ID, a user id of a channel (dl_…), or the e-mail of an account; a name is never enough."));
        return DeskStore.RunAsync(settings, async desk =>
            await run(key, desk, await new PersonSearch(desk.Store, new AccountBook(desk.Store, TimeProvider.System)).FindAsync(key, ct)), ct);
    }

    private static StoredFiles FilesOf(DeskStore desk) => new(desk.Store, desk.Choice.BlobFolder);

    private static Argument<string> Person() => new("person") { Description = "Object id in Entra ID, user id of a channel, or e-mail of an account." };

    private static int Nothing(PersonKey key) => ErrorReport.Fail($"The desk holds nothing about {key}.");
}
