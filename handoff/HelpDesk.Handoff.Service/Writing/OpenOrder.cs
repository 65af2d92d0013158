using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>A ticket to be opened, whatever the way it came: chat, form, phone, walk-up, e-mail.</summary>
/// <param name="Text">What the person said; it becomes the first message, and triage reads it. Null where the subject says it all.</param>
public sealed record OpenOrder(TicketKind Kind, TicketChannel Channel, PersonId Person, CustomerId Customer, string Subject, string? Text, Actor By)
{
    /// <summary>The id to open it under, where the caller must know it before; a new one where null.</summary>
    public TicketId? Id { get; init; }

    /// <summary>The channel's id of the message that <see cref="Text"/> is.</summary>
    public MessageId? Message { get; init; }
    public Sequence<Attachment> Attachments { get; init; } = [];

    /// <summary>What was said before, for the staff's eyes: it becomes a note.</summary>
    public string? Before { get; init; }
    public string? Language { get; init; }
    public TranscriptReference? Transcript { get; init; }
    public Sequence<ArticleShown> Articles { get; init; } = [];
    public TicketId? Follows { get; init; }

    /// <summary>Another matter of the same conversation: it gets its own ticket even while an earlier one is open.</summary>
    public bool Beside { get; init; }
    public bool IsVip { get; init; }

    // What a person has decided; triage decides the rest.
    public CategoryId? Category { get; init; }
    public Impact? Impact { get; init; }
    public Urgency? Urgency { get; init; }
    public Priority? Priority { get; init; }
    public QueueId? Queue { get; init; }
    public Sequence<SkillNeed>? Skills { get; init; }
}

/// <summary>An order as the commands that open, triage and queue the ticket. Pure.</summary>
internal static class Opening
{
    private static readonly CategoryId Other = new("other");

    public static IReadOnlyList<TicketOrder> Orders(OpenOrder order, TicketId id, string number, HelpDeskPolicy policy)
    {
        var (triage, queue) = Triage(order, policy);
        var commands = new List<TicketCommand>
        {
            new TicketCommand.Open(id, number, order.Kind, order.Channel, order.Person, order.Customer, order.Subject, order.By)
            {
                Language = order.Language, Transcript = order.Transcript, Articles = order.Articles, Follows = order.Follows,
            },
            triage,
            new TicketCommand.Enqueue(queue, order.Skills ?? Skills(triage, policy.Desk), Actor.Desk),
        };
        if (!string.IsNullOrWhiteSpace(order.Before))
            commands.Add(new TicketCommand.AddNote(new MessageId($"before-{id}"), order.Before, order.By.Kind == ActorKind.Person ? Actor.Bot : order.By));
        if (!string.IsNullOrWhiteSpace(order.Text) || order.Attachments.Count > 0)
            commands.Add(new TicketCommand.Write(order.Message ?? new MessageId($"opening-{id}"), order.Text ?? "", Actor.Of(order.Person)) { Attachments = order.Attachments });
        return [.. commands.Select(c => new TicketOrder(id, c))];
    }

    /// <summary>The path for what is not the desk's, where triage finds one in these words.</summary>
    public static ScopePath? PathOf(string words, HelpDeskPolicy policy) =>
        Deciding.Decide(policy.Triage, new TriageInput(words)).Scope is { } scope ? policy.Desk.Scope.FirstOrDefault(s => s.Id == scope.Value) : null;

    private static (TicketCommand.Triage Triage, QueueId Queue) Triage(OpenOrder order, HelpDeskPolicy policy)
    {
        var decision = Deciding.Decide(policy.Triage, new TriageInput($"{order.Subject}\n{order.Text}", order.IsVip));
        var path = decision.Scope is { } scope && order.Category is null ? policy.Desk.Scope.FirstOrDefault(s => s.Id == scope.Value) : null;
        // Nobody asks back when a form or a mail is unclear: the service desk gets it, and says what it is about.
        var category = order.Category ?? decision.Category ?? (policy.Desk.Category(Other) ?? policy.Desk.Categories[^1]).Id;
        var (impact, urgency) = (order.Impact ?? decision.Impact, order.Urgency ?? decision.Urgency);
        var judged = order.Impact is null && order.Urgency is null ? decision.Priority : policy.Desk.Priorities.Of(impact, urgency);
        var priority = order.Priority ?? path?.Priority ?? judged;
        var triage = new TicketCommand.Triage(category, impact, urgency, priority, [.. Why(order, decision, path)], order.By.IsStaff ? order.By : Actor.Bot);
        return (triage, order.Queue ?? path?.Queue ?? policy.Desk.QueueFor(category, priority).Id);
    }

    private static IEnumerable<string> Why(OpenOrder order, TriageDecision decision, ScopePath? path)
    {
        foreach (var reason in decision.Reasons) yield return reason.ToString()!;
        if (path is not null) yield return $"Not the desk's alone: {path.Title}. {path.Path}";
        if (order.Category is { } category) yield return $"The category {category} was chosen by hand.";
        if (order.Priority is { } priority) yield return $"The priority {priority} was chosen by hand.";
    }

    private static Sequence<SkillNeed> Skills(TicketCommand.Triage triage, DeskPolicy policy) => policy.RouteFor(triage.Category, triage.Priority).Skills;
}
