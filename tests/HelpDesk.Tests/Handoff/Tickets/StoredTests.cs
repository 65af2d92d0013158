using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class StoredTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 8, 0).PlusNanoseconds(1);

    internal static readonly TicketEvent[] Every =
    [
        new TicketEvent.Opened(
            Id, "INC-1", TicketKind.Request, TicketChannel.WebChat, AlexId, new("acme"), new("standard"), "v1", "Größe ≠ \"x\"", "de",
            new("conv", "act"), [new(new("a1"), "VPN", ArticleVerdict.DidNotHelp)], Mia, At),
        new TicketEvent.Triaged(new("email"), Impact.Team, Urgency.High, Priority.P2, ["said outlook"], Actor.Bot, At),
        new TicketEvent.Queued(First, Tier.ServiceDesk, [new(new("messaging"), 2)], At),
        new TicketEvent.Offered(MiaId, At + Duration.FromSeconds(30), At),
        new TicketEvent.OfferDeclined(MiaId, "Lunch", At),
        new TicketEvent.OfferExpired(MiaId, At),
        new TicketEvent.Accepted(MiaId, AcceptedBy.TakeOver, BenId, At),
        new TicketEvent.Replied(MiaId, new("m1"), "Hi", [new("a.png", "image/png", "b1")], At),
        new TicketEvent.Noted(Lea, new("m2"), "Hm", At),
        new TicketEvent.CustomerWrote(AlexId, new("m3"), "No", [], At),
        new TicketEvent.Amended(new("m3"), null, Actor.Of(AlexId), At),
        new TicketEvent.Paused(PauseReason.Scheduled, "Later", At + Duration.FromDays(1), Mia, At),
        new TicketEvent.Resumed("Now", Actor.Desk, At),
        new TicketEvent.Escalated(EscalationKind.Functional, Tier.ServiceDesk, Tier.Technical, Second, [], "Hard", Mia, At),
        new TicketEvent.Transferred(Second, Tier.Technical, [new(new("messaging"), 1)], "Theirs", Mia, At),
        new TicketEvent.Reprioritised(Priority.P3, Priority.P1, Impact.Company, Urgency.Critical, "All", Lea, At),
        new TicketEvent.PlanChanged(new("standard"), new("enterprise"), "Paid", Lea, At),
        new TicketEvent.PolicyReapplied("v1", "v2", Actor.Desk, At),
        new TicketEvent.Linked(LinkKind.Problem, Other, Mia, At),
        new TicketEvent.Unlinked(LinkKind.Duplicate, Other, Mia, At),
        new TicketEvent.MergedInto(Other, Mia, At),
        new TicketEvent.DuplicateAbsorbed(Other, [AlexId, SamId], Mia, At),
        new TicketEvent.Resolved(Mia, "Done", "fixed", new("a1"), At),
        new TicketEvent.Confirmed(AlexId, At),
        new TicketEvent.Reopened(Alex, "Back", First, Tier.ServiceDesk, At),
        new TicketEvent.Closed(Actor.Desk, true, At),
        new TicketEvent.Cancelled(Alex, CancelReason.SolvedItself, "ok", At),
        new TicketEvent.Surveyed(AlexId, 5, "Thanks", At),
        new TicketEvent.SlaWarned(SlaClockKind.NextResponse, 75, At, At),
        new TicketEvent.SlaBreached(SlaClockKind.Ola, At, At),
        new TicketEvent.VendorCaseOpened(PrintCo, "C-1", "them", Mia, At),
        new TicketEvent.VendorCaseUpdated(PrintCo, "C-1", "soon", Mia, At),
        new TicketEvent.VendorCaseClosed(PrintCo, "C-1", "done", Mia, At),
        new TicketEvent.RootCauseRecorded("Update", Mia, At),
        new TicketEvent.KnownErrorRecorded("T", "S", "C", "W", Mia, At),
        new TicketEvent.MajorIncidentDeclared("Down", ["mail"], At, Lea, At),
        new TicketEvent.MajorIncidentUpdated("Slow", Lea, At),
        new TicketEvent.AgentWentSilent(MiaId, At, At),
        new TicketEvent.ReturnedToQueue(MiaId, ReturnReason.ShiftEnded, At),
        new TicketEvent.FollowerAdded(SamId, FollowerKind.Subscriber, Alex, At),
        new TicketEvent.FollowerRemoved(SamId, FollowerKind.Watcher, Alex, At),
    ];

    /// <summary>What is in the stores of the world: a rename in the code must leave every line of this as it is.</summary>
    private static readonly string Golden = """
        ticket.opened 1 {"ticket":"0000000000000000000000000000a001","number":"INC-1","kind":"request","channel":"webchat","person":"tenant/alex","customer":"acme","plan":"standard","policyVersion":"v1","subject":"Gr\u00F6\u00DFe \u2260 \u0022x\u0022","language":"de","transcript":{"conversation":"conv","lastActivity":"act"},"articles":[{"article":"a1","title":"VPN","verdict":"did-not-help"}],"by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.triaged 1 {"category":"email","impact":"team","urgency":"high","priority":"P2","why":["said outlook"],"by":{"kind":"bot"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.queued 1 {"queue":"first","tier":"service-desk","skills":[{"skill":"messaging","level":2}],"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.offered 1 {"agent":"0000000000000000000000000000b001","expires":"2026-03-02T08:00:30.000000001Z","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.offer-declined 1 {"agent":"0000000000000000000000000000b001","reason":"Lunch","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.offer-expired 1 {"agent":"0000000000000000000000000000b001","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.accepted 1 {"agent":"0000000000000000000000000000b001","how":"take-over","from":"0000000000000000000000000000b002","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.replied 1 {"agent":"0000000000000000000000000000b001","message":"m1","text":"Hi","attachments":[{"name":"a.png","contentType":"image/png","blob":"b1"}],"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.noted 1 {"by":{"kind":"lead","agent":"0000000000000000000000000000b003"},"message":"m2","text":"Hm","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.customer-wrote 1 {"person":"tenant/alex","message":"m3","text":"No","attachments":[],"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.message-amended 1 {"message":"m3","text":null,"by":{"kind":"person","person":"tenant/alex"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.paused 1 {"reason":"scheduled","why":"Later","until":"2026-03-03T08:00:00.000000001Z","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.resumed 1 {"why":"Now","by":{"kind":"desk"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.escalated 1 {"kind":"functional","from":"service-desk","to":"technical","queue":"second","skills":[],"reason":"Hard","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.transferred 1 {"queue":"second","tier":"technical","skills":[{"skill":"messaging","level":1}],"reason":"Theirs","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.reprioritised 1 {"from":"P3","to":"P1","impact":"company","urgency":"critical","reason":"All","by":{"kind":"lead","agent":"0000000000000000000000000000b003"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.plan-changed 1 {"from":"standard","to":"enterprise","reason":"Paid","by":{"kind":"lead","agent":"0000000000000000000000000000b003"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.policy-reapplied 1 {"from":"v1","to":"v2","by":{"kind":"desk"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.linked 1 {"kind":"problem","to":"0000000000000000000000000000a002","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.unlinked 1 {"kind":"duplicate","to":"0000000000000000000000000000a002","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.merged 1 {"into":"0000000000000000000000000000a002","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.duplicate-absorbed 1 {"from":"0000000000000000000000000000a002","people":["tenant/alex","tenant/sam"],"by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.resolved 1 {"by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"note":"Done","code":"fixed","article":"a1","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.confirmed 1 {"person":"tenant/alex","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.reopened 1 {"by":{"kind":"person","person":"tenant/alex"},"reason":"Back","queue":"first","tier":"service-desk","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.closed 1 {"by":{"kind":"desk"},"automatic":true,"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.cancelled 1 {"by":{"kind":"person","person":"tenant/alex"},"reason":"solved-itself","why":"ok","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.surveyed 1 {"person":"tenant/alex","rating":5,"comment":"Thanks","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.sla-warned 1 {"clock":"next-response","percent":75,"due":"2026-03-02T08:00:00.000000001Z","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.sla-breached 1 {"clock":"ola","due":"2026-03-02T08:00:00.000000001Z","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.vendor-case-opened 1 {"vendor":"printco","reference":"C-1","contact":"them","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.vendor-case-updated 1 {"vendor":"printco","reference":"C-1","update":"soon","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.vendor-case-closed 1 {"vendor":"printco","reference":"C-1","outcome":"done","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.root-cause-recorded 1 {"cause":"Update","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.known-error-recorded 1 {"title":"T","symptom":"S","cause":"C","workaround":"W","by":{"kind":"agent","agent":"0000000000000000000000000000b001"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.major-incident-declared 1 {"statement":"Down","words":["mail"],"since":"2026-03-02T08:00:00.000000001Z","by":{"kind":"lead","agent":"0000000000000000000000000000b003"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.major-incident-updated 1 {"statement":"Slow","by":{"kind":"lead","agent":"0000000000000000000000000000b003"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.agent-went-silent 1 {"agent":"0000000000000000000000000000b001","since":"2026-03-02T08:00:00.000000001Z","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.returned-to-queue 1 {"agent":"0000000000000000000000000000b001","reason":"shift-ended","at":"2026-03-02T08:00:00.000000001Z"}
        ticket.follower-added 1 {"person":"tenant/sam","kind":"subscriber","by":{"kind":"person","person":"tenant/alex"},"at":"2026-03-02T08:00:00.000000001Z"}
        ticket.follower-removed 1 {"person":"tenant/sam","kind":"watcher","by":{"kind":"person","person":"tenant/alex"},"at":"2026-03-02T08:00:00.000000001Z"}
        """;

    [Fact]
    public void Every_event_is_read_back_as_it_was()
    {
        Assert.Equal(typeof(TicketEvent).GetNestedTypes(BindingFlags.Public).Length, Every.Select(e => e.GetType()).Distinct().Count());
        foreach (var happened in Every)
        {
            var stored = TicketEvents.ToStored(happened);
            Assert.True(TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var read));
            Assert.Equal(happened, read);
            Assert.Equal(At, stored.At);
        }
    }

    [Fact]
    public void What_is_stored_never_changes() => Assert.Equal(Golden.ReplaceLineEndings("\n"), string.Join("\n", Every.Select(Line)));

    [Fact]
    public void Events_that_a_newer_version_wrote_are_left_unread()
    {
        Assert.False(TicketEvents.TryRead("ticket.teleported", TicketEvents.Schema, "{}"u8, out _));
        var known = TicketEvents.ToStored(Every[^1]);
        Assert.False(TicketEvents.TryRead(known.Type, TicketEvents.Schema + 1, known.Json.Span, out _));
    }

    [Fact]
    public void A_field_that_a_newer_version_added_does_no_harm()
    {
        var json = """{"agent":"0000000000000000000000000000b001","at":"2026-03-02T08:00:00Z","mood":"fine"}"""u8;
        Assert.True(TicketEvents.TryRead("ticket.offer-expired", 1, json, out var read));
        Assert.Equal(new TicketEvent.OfferExpired(MiaId, Start), read);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"agent\":\"mia\",\"at\":\"2026-03-02T08:00:00Z\"}")]
    [InlineData("{\"agent\":\"0000000000000000000000000000b001\",\"at\":\"yesterday\"}")]
    [InlineData("{\"agent\":")]
    public void Damaged_json_is_an_error_and_not_an_event(string json) =>
        Assert.ThrowsAny<JsonException>(() => TicketEvents.TryRead("ticket.offer-expired", 1, Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Old_shapes_are_raised_one_version_after_another()
    {
        Upcast[] upcasts =
        [
            new("ticket.a", 1, j => new JsonObject { ["text"] = j["words"]!.DeepClone() }),
            new("ticket.a", 2, j => new JsonObject { ["text"] = j["text"]!.GetValue<string>() + "!" }),
            new("ticket.b", 1, _ => []),
        ];

        Assert.Equal("""{"text":"hi!"}""", Encoding.UTF8.GetString(Upcasting.Raise("ticket.a", 1, """{"words":"hi"}"""u8, 3, upcasts)));
        Assert.Equal("""{"text":"hi!"}""", Encoding.UTF8.GetString(Upcasting.Raise("ticket.a", 2, """{"text":"hi"}"""u8, 3, upcasts)));
        Assert.Equal("""{"x":1}""", Encoding.UTF8.GetString(Upcasting.Raise("ticket.c", 1, """{"x":1}"""u8, 3, upcasts)));
    }

    [Fact]
    public void A_snapshot_is_the_ticket_and_one_of_another_schema_is_unread()
    {
        var ticket = Assigned().Do(Write("m1")).Do(Vendor()).Do(new TicketCommand.Link(LinkKind.Incident, Other, Mia)).Ticket;
        var json = TicketSnapshot.Write(ticket);

        Assert.True(TicketSnapshot.TryRead(TicketSnapshot.Schema, json, out var read));
        Assert.Equal(ticket, read);
        Assert.False(TicketSnapshot.TryRead(TicketSnapshot.Schema + 1, json, out _));
    }

    private static string Line(TicketEvent happened)
    {
        var stored = TicketEvents.ToStored(happened);
        return $"{stored.Type} {stored.Schema} {Encoding.UTF8.GetString(stored.Json.Span)}";
    }
}
