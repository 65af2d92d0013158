using NodaTime;

namespace HelpDesk.Handoff.Service.Webhooks;

/// <summary>An address that is told what happens: document <c>webhook/{id}</c>.</summary>
/// <param name="Secret">What its messages are signed with, protected by the host's Data Protection keys.</param>
/// <param name="Events">Stored names of events, such as ticket.resolved; a trailing <c>*</c> stands for any ending. Empty: all of tickets.</param>
/// <param name="From">The feed position after which it is told.</param>
internal sealed record Webhook(Guid Id, string Url, string Secret, IReadOnlyList<string> Events, string By, Instant Created, long From);

/// <summary>How far a webhook has been told: document <c>webhook-cursor/{id}</c>.</summary>
/// <param name="Position">Of the last event that was delivered or did not concern it.</param>
/// <param name="Failures">In a row, at the event after that.</param>
/// <param name="Stopped">It failed for too long; set again by changing the webhook.</param>
internal sealed record WebhookCursor(long Position, int Failures, Instant? NextTry, string? LastProblem, bool Stopped);
