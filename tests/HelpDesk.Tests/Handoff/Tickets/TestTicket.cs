using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Tickets;

/// <summary>One ticket, its events and a clock that the test advances.</summary>
internal sealed class TestTicket
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 8, 0);
    public static readonly TicketId Id = new(new Guid("00000000-0000-0000-0000-00000000a001"));
    public static readonly TicketId Other = new(new Guid("00000000-0000-0000-0000-00000000a002"));
    public static readonly AgentId MiaId = new(new Guid("00000000-0000-0000-0000-00000000b001"));
    public static readonly AgentId BenId = new(new Guid("00000000-0000-0000-0000-00000000b002"));
    public static readonly AgentId LeaId = new(new Guid("00000000-0000-0000-0000-00000000b003"));
    public static readonly PersonId AlexId = new("tenant/alex");
    public static readonly PersonId SamId = new("tenant/sam");
    public static readonly Actor Mia = Actor.Of(MiaId);
    public static readonly Actor Ben = Actor.Of(BenId);
    public static readonly Actor Lea = Actor.Lead(LeaId);
    public static readonly Actor Alex = Actor.Of(AlexId);
    public static readonly Actor Sam = Actor.Of(SamId);
    public static readonly QueueId First = new("first");
    public static readonly QueueId Second = new("second");
    public static readonly QueueId Third = new("third");
    public static readonly VendorId PrintCo = new("printco");

    public List<TicketEvent> Events { get; } = [];
    public Ticket? State { get; private set; }
    public Instant Now { get; set; } = Start;

    public Ticket Ticket => State!;

    public Decision Try(TicketCommand command) => TicketRules.Decide(State, command, TestPolicy.Policy, Now);

    /// <summary>Decides and folds; the command must be accepted.</summary>
    public TestTicket Do(TicketCommand command)
    {
        var accepted = Assert.IsType<Decision.Accepted>(Try(command));
        foreach (var happened in accepted.Events)
        {
            Events.Add(happened);
            State = Ticket.Apply(State, happened);
        }
        return this;
    }

    public TestTicket After(Duration time)
    {
        Now += time;
        return this;
    }

    public Refusal Refused(TicketCommand command) => Assert.IsType<Decision.Refused>(Try(command)).Reason;

    public void IsNothing(TicketCommand command) => Assert.IsType<Decision.NothingToDo>(Try(command));

    public static TicketCommand.Open Opening(TicketKind kind = TicketKind.Incident) =>
        new(Id, "INC-1042", kind, TicketChannel.Teams, AlexId, new("acme"), "Outlook crashes on start", kind == TicketKind.Problem ? Mia : Actor.Bot);

    public static TicketCommand.Triage Triaging(Impact impact = Impact.Person, Urgency urgency = Urgency.Medium) =>
        new(new("email"), impact, urgency, null, ["said outlook"], Actor.Bot);

    public static TicketCommand.Reply Reply(string id, Actor? by = null) => new(new(id), "Try this.", by ?? Mia);
    public static TicketCommand.Write Write(string id) => new(new(id), "Still broken.", Alex);
    public static TicketCommand.Resolve Resolve(Actor? by = null) => new("Reinstalled it.", "fixed", null, by ?? Mia);
    public static TicketCommand.OpenVendorCase Vendor(string reference = "C-1") => new(PrintCo, reference, null, Mia);

    public static TestTicket New(TicketKind kind = TicketKind.Incident) => new TestTicket().Do(Opening(kind));
    public static TestTicket Queued(TicketKind kind = TicketKind.Incident) => New(kind).Do(Triaging()).Do(new TicketCommand.Enqueue(First, [], Actor.Desk));
    public static TestTicket Offered() => Queued().Do(new TicketCommand.Offer(MiaId, Actor.Desk));
    public static TestTicket Assigned(TicketKind kind = TicketKind.Incident) =>
        Queued(kind).Do(new TicketCommand.Offer(MiaId, Actor.Desk)).After(Duration.FromSeconds(5)).Do(new TicketCommand.Accept(Mia));

    public static TestTicket Paused() => Assigned().Do(new TicketCommand.Pause(PauseReason.User, "Needs the version", null, Mia));
    public static TestTicket Resolved() => Assigned().After(Duration.FromMinutes(10)).Do(Resolve());
    public static TestTicket Closed() => Resolved().Do(new TicketCommand.Confirm(Alex));
    public static TestTicket Cancelled() => Queued().Do(new TicketCommand.Cancel(CancelReason.Left, "", Alex));
    public static TestTicket Merged() => Queued().Do(new TicketCommand.MergeInto(Other, Mia));

    public static TestTicket In(TicketStatus status) => status switch
    {
        TicketStatus.New => New(),
        TicketStatus.Queued => Queued(),
        TicketStatus.Offered => Offered(),
        TicketStatus.Assigned => Assigned(),
        TicketStatus.Paused => Paused(),
        TicketStatus.Resolved => Resolved(),
        TicketStatus.Closed => Closed(),
        TicketStatus.Cancelled => Cancelled(),
        _ => Merged(),
    };
}
