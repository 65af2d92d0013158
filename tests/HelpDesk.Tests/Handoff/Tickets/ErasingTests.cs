using System.Text;
using HelpDesk.Handoff.Reports;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Handoff.Service.Projections;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class ErasingTests
{
    private static readonly PersonId Nobody = Erasing.PersonOf(Id);

    public static TheoryData<string> Names => [.. TicketEvents.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_event_loses_its_people_and_keeps_its_kind_and_time(string name)
    {
        foreach (var before in StoredTests.Every.Where(e => TicketEvents.NameOf(e) == name))
        {
            var after = Erasing.All(before, _ => Nobody);
            var json = Encoding.UTF8.GetString(TicketEvents.ToStored(after).Json.Span);
            Assert.Equal((name, before.At), (TicketEvents.NameOf(after), after.At));
            Assert.DoesNotContain("tenant/", json, StringComparison.Ordinal);
            Assert.All(Erasing.PeopleOf(after), person => Assert.Equal(Nobody, person));
            Assert.Equal(after, Erasing.All(after, _ => Nobody));
            Assert.Empty(Erasing.FilesOf(after));
        }
    }

    /// <summary>Texts that are the desk's, not the person's; a new event's texts fail here until somebody has decided.</summary>
    private static readonly string[] Kept =
    [
        "Opened.Number", "Opened.PolicyVersion", "Opened.Language", "PolicyReapplied.From", "PolicyReapplied.To", "Resolved.Code", "VendorCaseOpened.Reference", "VendorCaseOpened.Contact",
        "VendorCaseUpdated.Reference", "VendorCaseClosed.Reference", "RootCauseRecorded.Cause", "KnownErrorRecorded.Title", "KnownErrorRecorded.Symptom", "KnownErrorRecorded.Cause",
        "KnownErrorRecorded.Workaround", "MajorIncidentDeclared.Statement", "MajorIncidentUpdated.Statement",
    ];

    [Fact]
    public void Every_text_of_every_event_is_erased_or_was_decided_to_stay()
    {
        var stays = from before in StoredTests.Every
                    from text in before.GetType().GetProperties()
                    where text.PropertyType == typeof(string) && text.GetValue(before) is string { Length: > 0 } value && Equals(value, text.GetValue(Erasing.All(before, _ => Nobody)))
                    select $"{before.GetType().Name}.{text.Name}";
        Assert.Equal(Kept.Order(StringComparer.Ordinal), stays.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_people_wrote_is_gone()
    {
        string[] written = ["Größe", "said outlook", "Lunch", "\"Hi\"", "\"Hm\"", "\"No\"", "Later", "\"Now\"", "Hard", "Theirs", "\"All\"", "Paid", "\"Done\"", "Back", "\"ok\"", "Thanks", "soon", "a.png", "conv"];
        var before = string.Concat(StoredTests.Every.Select(Json));
        var after = string.Concat(StoredTests.Every.Select(e => Json(Erasing.All(e, _ => Nobody))));
        Assert.All(written, text => Assert.Contains(text, before, StringComparison.Ordinal));
        Assert.All(written, text => Assert.DoesNotContain(text, after, StringComparison.Ordinal));
    }

    [Fact]
    public void In_somebody_elses_ticket_only_a_persons_own_part_goes()
    {
        TicketEvent[] talk =
        [
            StoredTests.Every[0],
            new TicketEvent.CustomerWrote(SamId, new("m1"), "mine too", [new("sam.png", "image/png", "b2")], Start),
            new TicketEvent.Replied(MiaId, new("m2"), "Hi Alex", [], Start),
            new TicketEvent.FollowerAdded(SamId, FollowerKind.Watcher, Sam, Start),
        ];
        TicketEvent[] after = [.. talk.Select(e => Erasing.PartOf(e, p => p == SamId, Nobody))];
        Assert.Equal([talk[0], talk[2]], [after[0], after[2]]);
        Assert.Equal(new TicketEvent.CustomerWrote(Nobody, new("m1"), Erasing.Words, [], Start), after[1]);
        Assert.Equal(new TicketEvent.FollowerAdded(Nobody, FollowerKind.Watcher, Actor.Of(Nobody), Start), after[3]);
    }

    [Fact]
    public void Measures_and_clocks_of_a_quarter_are_the_same_after_everybody_is_erased()
    {
        var tickets = Talks.Quarter(seed: 11, tickets: 200).GroupBy(e => e.Ticket, e => e.Happened).Select(g => g.ToArray()).ToArray();
        Assert.Equal(200, tickets.Length);
        foreach (var events in tickets)
        {
            TicketEvent[] erased = [.. events.Select(e => Erasing.All(e, _ => Nobody))];
            Assert.NotEqual(events, erased);
            Assert.Equal(RecordOf(events), RecordOf(erased));
            Assert.Equal($"{TicketClocks.Due(events, TestPolicy.Policy, ShippedFiles.Policy.Sla)}", $"{TicketClocks.Due(erased, TestPolicy.Policy, ShippedFiles.Policy.Sla)}");
            var (before, after) = (Ticket.Fold(null, events)!, Ticket.Fold(null, erased)!);
            Assert.Equal((before.Status, before.Version, before.Rating, before.Marks, before.Queue), (after.Status, after.Version, after.Rating, after.Marks, after.Queue));
        }
    }

    private static TicketRecord RecordOf(IEnumerable<TicketEvent> events) => events.Aggregate((TicketRecord?)null, TicketRecordFold.Apply)!;

    private static string Json(TicketEvent happened) => System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(TicketEvents.ToStored(happened).Json.Span));
}
