using System.Collections.Immutable;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Handoffs;

/// <summary>In which words, language and time zone a person is told about tickets.</summary>
/// <param name="Contact">How else the desk is reached; null where the operator said nothing.</param>
internal sealed record Telling(Texts Texts, DateTimeZone Zone, Instant Now, string? Contact)
{
    public string At(Instant at) => Moments.At(at, Now, Zone, Texts);
}

/// <summary>Says how a ticket stands: short, honest, and always with what happens next. Pure.</summary>
internal static class HandoffWords
{
    private const int LongestSubject = 80;

    public static Reply Opened(Ticket ticket, Outlook outlook, Telling telling)
    {
        var texts = telling.Texts;
        string[] paragraphs = [$"{texts.HandOffOpened(ticket.Number, Subject(ticket))} {texts.HandOffMore}", Line(outlook, telling), texts.WaitOrLeave];
        return new Reply.Choose(string.Join("\n\n", paragraphs), WaitingOptions(ticket, texts));
    }

    /// <summary>Place, expected wait, or when somebody will be there; nothing that is not known.</summary>
    public static string Line(Outlook outlook, Telling telling)
    {
        var texts = telling.Texts;
        var promised = outlook.ResponseDue is { } due && due > telling.Now ? texts.PromisedBy(telling.At(due)) : null;
        string?[] parts = outlook.Staff switch
        {
            Staffing.Nobody => [texts.StaffNobody, telling.Contact is { } contact ? texts.ContactToo(contact) : null],
            Staffing.Away { Back: { } back } => [texts.StaffAway(telling.At(back)), promised],
            Staffing.Away => [texts.StaffAwayUnknown, promised],
            _ => [Place(outlook, texts), outlook.Wait is { } wait ? texts.WaitKnown(Moments.About(wait, texts)) : texts.WaitUnknown, promised],
        };
        return string.Join(' ', parts.OfType<string>());
    }

    public static string Subject(Ticket ticket) => Cards.Fitting.Cut(ticket.Subject, LongestSubject);

    public static ImmutableArray<Option> WaitingOptions(Ticket ticket, Texts texts) =>
        [Button(PressKind.Wait, ticket, texts) with { Primary = true }, Button(PressKind.Aside, ticket, texts), Button(PressKind.CancelTicket, ticket, texts)];

    public static Option Button(PressKind kind, Ticket ticket, Texts texts) => new(TitleOf(kind, texts)!, Said.Press.Of(kind, ticket.Id.ToString()));

    /// <summary>What is written on a button about a ticket; null for other buttons.</summary>
    public static string? TitleOf(PressKind kind, Texts texts) => kind switch
    {
        PressKind.Wait => texts.OptionWait,
        PressKind.Aside => texts.OptionAside,
        PressKind.CancelTicket => texts.OptionCancel,
        PressKind.EndChat => texts.OptionEndChat,
        PressKind.Fixed => texts.OptionFixed,
        PressKind.NotFixed => texts.OptionNotFixed,
        PressKind.Tickets => texts.OptionTickets,
        PressKind.Details or PressKind.Switch => texts.OptionDetails,
        PressKind.Comment => texts.OptionComment,
        _ => null,
    };

    /// <param name="agent">What the agent who has it is called.</param>
    public static string State(Ticket ticket, string agent, Telling telling) => (ticket.Status, ticket.Pause) switch
    {
        (TicketStatus.Assigned, _) => telling.Texts.StateHeld(agent),
        (TicketStatus.Paused, { Reason: PauseReason.User }) => telling.Texts.StateWaitsForYou,
        (TicketStatus.Paused, { Until: { } until }) => telling.Texts.StateScheduled(telling.At(until)),
        (TicketStatus.Paused, _) => telling.Texts.StateWaitsForVendor,
        (TicketStatus.Resolved, _) => telling.Texts.StateResolved,
        (TicketStatus.Closed, _) => telling.Texts.StateClosed,
        (TicketStatus.Cancelled, _) => telling.Texts.StateCancelled,
        (TicketStatus.Merged, _) => telling.Texts.StateMerged,
        _ => telling.Texts.StateWaiting,
    };

    public static Reply Details(Ticket ticket, string agent, SlaOutcome.Known? due, Outlook? outlook, Telling telling)
    {
        var texts = telling.Texts;
        string?[] paragraphs =
        [
            $"{texts.TicketDetails(ticket.Number, ticket.Priority?.ToString() ?? "–", State(ticket, agent, telling))}\n\n“{Subject(ticket)}” {texts.TicketOpenedAt(telling.At(ticket.OpenedAt))}",
            outlook is null ? null : Line(outlook, telling),
            .. ticket.IsOpen && due is not null ? Due(due, telling) : [],
        ];
        return new Reply.Choose(string.Join("\n\n", paragraphs.OfType<string>()), Options(ticket, texts));
    }

    private static IEnumerable<string> Due(SlaOutcome.Known due, Telling telling)
    {
        var phrases = ClockPhrases.ForPerson with { Culture = telling.Texts.Culture };
        if (due.Response is { Ended: null, Due: { } answer } response)
            yield return $"{telling.Texts.TicketAnswerDue(telling.At(answer))} {telling.Texts.TicketWhyDue(response.Words(phrases))}";
        if (due.Resolution is { Ended: null, Due: { } solve } resolution)
            yield return $"{telling.Texts.TicketSolveDue(telling.At(solve))} {telling.Texts.TicketWhyDue(resolution.Words(phrases))}";
    }

    private static ImmutableArray<Option> Options(Ticket ticket, Texts texts) => ticket.Status switch
    {
        _ when ticket.IsOpen => [Button(PressKind.Comment, ticket, texts), Button(PressKind.CancelTicket, ticket, texts)],
        TicketStatus.Resolved => [Button(PressKind.Fixed, ticket, texts) with { Primary = true }, Button(PressKind.NotFixed, ticket, texts)],
        TicketStatus.Closed => [Button(PressKind.NotFixed, ticket, texts) with { Title = texts.OptionReopen }],
        _ => [],
    };

    private static string? Place(Outlook outlook, Texts texts) => outlook.Position switch
    {
        null => texts.DeskBusyLine,
        1 => texts.PlaceNext,
        { } place => texts.PlaceInLine(place.ToString(texts.Culture)),
    };
}
