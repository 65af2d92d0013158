using System.CommandLine;
using HelpDesk.Bot.Accounts;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk account audit</c>: who signed in and who changed what, oldest first.</summary>
internal static class AuditCommand
{
    private const int Page = 500;

    public static Command Build(string[] settings, Option<bool> json)
    {
        var since = new Option<string?>("--since") { Description = "From this day or time on (UTC): 2026-03-02 or 2026-03-02T12:00:00Z." };
        var until = new Option<string?>("--until") { Description = "Before this day or time." };
        var account = new Option<string?>("--account") { Description = "Only what this address did or was done to." };
        var command = new Command("audit", "Show who signed in and who changed accounts, roles and keys.") { since, until, account };
        command.SetAction((parsed, ct) => DeskStore.RunAsync(settings, async desk =>
        {
            if (!TryRead(parsed.GetValue(since), Instant.MinValue, out var from)) return Wrong("--since", parsed.GetValue(since)!);
            if (!TryRead(parsed.GetValue(until), Instant.MaxValue, out var to)) return Wrong("--until", parsed.GetValue(until)!);
            var book = new AccountBook(desk.Store, TimeProvider.System);
            var named = (await book.ListAsync(ct)).ToDictionary(a => a.Id.ToString(), a => a.Email, StringComparer.Ordinal);
            var wanted = parsed.GetValue(account) is { } email ? NamesOf(email, (await book.FindAsync(email, ct))?.Account) : null;
            var lines = new List<AuditLine>();
            await foreach (var (version, at, entry) in ReadAsync(new AuditTrail(desk.Store, TimeProvider.System), ct))
                if (at >= from && at < to && (wanted is null || wanted.Contains(entry.Subject) || (entry.Target is { } target && wanted.Contains(target))))
                    lines.Add(new(version, at.ToDateTimeOffset(), entry.Subject, entry.Action, entry.Target, entry.Outcome));
            AccountPrint.Audit(lines, named, parsed.GetValue(json));
            return 0;
        }, ct));
        return command;
    }

    private static async IAsyncEnumerable<(long Version, Instant At, AuditEntry Entry)> ReadAsync(AuditTrail audit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; await audit.ReadAsync(after, Page, ct) is { Count: > 0 } page; after = page[^1].Version)
            foreach (var line in page) yield return line;
    }

    // Refused tries are kept under a hash of what was typed: it may have been a password in the wrong field.
    private static HashSet<string> NamesOf(string email, Account? account) => account is null ? [SignIn.Subject(email)] : [account.Id.ToString(), SignIn.Subject(email)];

    private static bool TryRead(string? text, Instant otherwise, out Instant at)
    {
        at = otherwise;
        if (text is null) return true;
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
        {
            at = day.AtMidnight().InUtc().ToInstant();
            return true;
        }
        return InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out at);
    }

    private static int Wrong(string option, string text) => ErrorReport.Fail($"{option}: '{text}' is no time. Write it like 2026-03-02 or 2026-03-02T12:00:00Z.");
}
