namespace HelpDesk.Bot.Resources;

/// <summary>What is said around talking to people and their tickets.</summary>
public sealed partial class Texts
{
    public string HandOffMore => Get();
    public string PlaceNext => Get();
    public string WaitUnknown => Get();
    public string StaffAwayUnknown => Get();
    public string StaffNobody => Get();
    public string WaitOrLeave => Get();
    public string OptionWait => Get();
    public string OptionAside => Get();
    public string OptionCancel => Get();
    public string OptionEndChat => Get();
    public string OptionDetails => Get();
    public string OptionComment => Get();
    public string OptionReopen => Get();
    public string OptionTickets => Get();
    public string OptionFixed => Get();
    public string OptionNotFixed => Get();
    public string NoteEndedChat => Get();
    public string NoteNotFixed => Get();
    public string WhatIsItAbout => Get();
    public string SubjectUnsaid => Get();
    public string WaitingOn => Get();
    public string NoTickets => Get();
    public string YourTickets => Get();
    public string TicketUnknown => Get();
    public string UnknownCustomer => Get();
    public string InOwnChat => Get();
    public string RateIt => Get();
    public string RateComment => Get();
    public string RateThanks => Get();
    public string RatedBefore => Get();
    public string RateSorry => Get();
    public string StateWaiting => Get();
    public string StateWaitsForYou => Get();
    public string StateWaitsForVendor => Get();
    public string StateResolved => Get();
    public string StateClosed => Get();
    public string StateCancelled => Get();
    public string StateMerged => Get();
    public string Colleague => Get();
    public string CutMessage => Get();
    public string AlreadyInLine => Get();
    public string UnderAMinute => Get();
    public string AMinute => Get();
    public string AnHour => Get();
    public string RatingPlain => Get();
    public string DeskBusyLine => Get();

    public IReadOnlyList<string> WordsEndChat => List();
    public IReadOnlyList<string> WordsLeave => List();
    public IReadOnlyList<string> WordsCancelTicket => List();
    public IReadOnlyList<string> WordsSkip => List();

    public string CommentAsked(string value) => Format(Get(), value);

    public string TicketWhyDue(string value) => Format(Get(), value);

    public string StateHeld(string value) => Format(Get(), value);

    public string StateScheduled(string value) => Format(Get(), value);

    public string Today(string value) => Format(Get(), value);

    public string Tomorrow(string value) => Format(Get(), value);

    public string OnDay(string day, string time) => Format(Get(), day, time);

    public string Minutes(string value) => Format(Get(), value);

    public string Hours(string value) => Format(Get(), value);

    public string HandOffOpened(string number, string subject) => Format(Get(), number, subject);

    public string PlaceInLine(string place) => Format(Get(), place);

    public string WaitKnown(string wait) => Format(Get(), wait);

    public string StaffAway(string back) => Format(Get(), back);

    public string PromisedBy(string due) => Format(Get(), due);

    public string ContactToo(string contact) => Format(Get(), contact);

    public string WentAside(string number) => Format(Get(), number);

    public string CancelledByYou(string number) => Format(Get(), number);

    public string CannotCancel(string number, string state) => Format(Get(), number, state);

    public string AddedWaiting(string number, string line) => Format(Get(), number, line);

    public string AddedTo(string number) => Format(Get(), number);

    public string PassedTo(string agent, string number) => Format(Get(), agent, number);

    public string ChatEnded(string agent, string number) => Format(Get(), agent, number);

    public string ChatJoined(string agent, string number) => Format(Get(), agent, number);

    public string ChatTakenOver(string agent, string number) => Format(Get(), agent, number);

    public string ChatHandedOn(string number, string team) => Format(Get(), number, team);

    public string ChatReturned(string agent, string number) => Format(Get(), agent, number);

    public string PausedForYou(string agent, string number) => Format(Get(), agent, number);

    public string PausedForVendor(string agent, string number) => Format(Get(), agent, number);

    public string PausedUntil(string agent, string number, string when) => Format(Get(), agent, number, when);

    public string Reprioritised(string number, string priority) => Format(Get(), number, priority);

    public string ResolvedAsk(string number, string note, string when) => Format(Get(), number, note, when);

    public string ClosedAuto(string number, string until) => Format(Get(), number, until);

    public string ClosedByStaff(string number, string until) => Format(Get(), number, until);

    public string CancelledByDesk(string number, string why) => Format(Get(), number, why);

    public string MergedInto(string number) => Format(Get(), number);

    public string ReopenedByDesk(string number, string reason) => Format(Get(), number, reason);

    public string ReopenedByYou(string number) => Format(Get(), number);

    public string ReopenTooLate(string number) => Format(Get(), number);

    public string ConfirmedByYou(string number) => Format(Get(), number);

    public string NotResolvedNow(string number, string state) => Format(Get(), number, state);

    public string TicketLine(string number, string subject, string state) => Format(Get(), number, subject, state);

    public string TicketDetails(string number, string priority, string state) => Format(Get(), number, priority, state);

    public string TicketAnswerDue(string when) => Format(Get(), when);

    public string TicketSolveDue(string when) => Format(Get(), when);

    public string TicketOpenedAt(string when) => Format(Get(), when);

    public string WhyAnswer(string why) => Format(Get(), why);

    public string WhySolve(string why) => Format(Get(), why);

    public string ClosedWrite(string number) => Format(Get(), number);

    public string FileTooLarge(string name, string megabytes) => Format(Get(), name, megabytes);

    public string FileUnread(string name) => Format(Get(), name);

    public string AgentSentFile(string agent, string name) => Format(Get(), agent, name);

    public string SwitchedTo(string agent, string number) => Format(Get(), agent, number);

    public string OptionSwitch(string agent, string number) => Format(Get(), agent, number);

    public string AgentHint(string agent) => Format(Get(), agent);

    public string Refused(string why) => Format(Get(), why);

    public string CameFrom(string subject) => Format(Get(), subject);

    public string ScopeTicket(string number, string priority) => Format(Get(), number, priority);

    public string SubjectReopened(string subject) => Format(Get(), subject);

    public string RatingOf(string rating) => Format(Get(), rating);

    public string AgentEdited(string agent, string words) => Format(Get(), agent, words);

    public string AgentTookBack(string agent) => Format(Get(), agent);

    public string ChatAlsoJoined(string agent, string number, string other) => Format(Get(), agent, number, other);

    public string ChatIsHere(string agent, string number) => Format(Get(), agent, number);

    public string AgentPrefix(string agent, string number) => Format(Get(), agent, number);
}
