using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>A missing or null value where one belongs is damage and throws; so absent values are written as null, never left out.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(InstantJson), typeof(TicketIdJson), typeof(AgentIdJson), typeof(PersonIdJson), typeof(CustomerIdJson), typeof(CategoryIdJson),
        typeof(SkillIdJson), typeof(QueueIdJson), typeof(PlanIdJson), typeof(VendorIdJson), typeof(MessageIdJson), typeof(ArticleIdJson),
        typeof(PriorityJson), typeof(TierJson),
        typeof(SequenceJson<string>), typeof(SequenceJson<ArticleShown>), typeof(SequenceJson<SkillNeed>), typeof(SequenceJson<Attachment>),
        typeof(SequenceJson<PersonId>), typeof(SequenceJson<TicketId>), typeof(SequenceJson<AgentId>), typeof(SequenceJson<MessageId>),
        typeof(SequenceJson<Follower>), typeof(SequenceJson<TicketLink>), typeof(SequenceJson<VendorCase>), typeof(SequenceJson<SlaMark>),
        typeof(SequenceJson<EscalationKind>),
    ])]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(ArticleShown))]
[JsonSerializable(typeof(SkillNeed))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(PersonId))]
[JsonSerializable(typeof(TicketId))]
[JsonSerializable(typeof(AgentId))]
[JsonSerializable(typeof(MessageId))]
[JsonSerializable(typeof(Follower))]
[JsonSerializable(typeof(TicketLink))]
[JsonSerializable(typeof(VendorCase))]
[JsonSerializable(typeof(SlaMark))]
[JsonSerializable(typeof(EscalationKind))]
[JsonSerializable(typeof(TicketEvent.Opened))]
[JsonSerializable(typeof(TicketEvent.Triaged))]
[JsonSerializable(typeof(TicketEvent.Queued))]
[JsonSerializable(typeof(TicketEvent.Offered))]
[JsonSerializable(typeof(TicketEvent.OfferDeclined))]
[JsonSerializable(typeof(TicketEvent.OfferExpired))]
[JsonSerializable(typeof(TicketEvent.Accepted))]
[JsonSerializable(typeof(TicketEvent.Replied))]
[JsonSerializable(typeof(TicketEvent.Noted))]
[JsonSerializable(typeof(TicketEvent.CustomerWrote))]
[JsonSerializable(typeof(TicketEvent.Amended))]
[JsonSerializable(typeof(TicketEvent.Paused))]
[JsonSerializable(typeof(TicketEvent.Resumed))]
[JsonSerializable(typeof(TicketEvent.Escalated))]
[JsonSerializable(typeof(TicketEvent.Transferred))]
[JsonSerializable(typeof(TicketEvent.Reprioritised))]
[JsonSerializable(typeof(TicketEvent.PlanChanged))]
[JsonSerializable(typeof(TicketEvent.PolicyReapplied))]
[JsonSerializable(typeof(TicketEvent.Linked))]
[JsonSerializable(typeof(TicketEvent.Unlinked))]
[JsonSerializable(typeof(TicketEvent.MergedInto))]
[JsonSerializable(typeof(TicketEvent.DuplicateAbsorbed))]
[JsonSerializable(typeof(TicketEvent.Resolved))]
[JsonSerializable(typeof(TicketEvent.Confirmed))]
[JsonSerializable(typeof(TicketEvent.Reopened))]
[JsonSerializable(typeof(TicketEvent.Closed))]
[JsonSerializable(typeof(TicketEvent.Cancelled))]
[JsonSerializable(typeof(TicketEvent.Surveyed))]
[JsonSerializable(typeof(TicketEvent.SlaWarned))]
[JsonSerializable(typeof(TicketEvent.SlaBreached))]
[JsonSerializable(typeof(TicketEvent.VendorCaseOpened))]
[JsonSerializable(typeof(TicketEvent.VendorCaseUpdated))]
[JsonSerializable(typeof(TicketEvent.VendorCaseClosed))]
[JsonSerializable(typeof(TicketEvent.RootCauseRecorded))]
[JsonSerializable(typeof(TicketEvent.KnownErrorRecorded))]
[JsonSerializable(typeof(TicketEvent.MajorIncidentDeclared))]
[JsonSerializable(typeof(TicketEvent.MajorIncidentUpdated))]
[JsonSerializable(typeof(TicketEvent.AgentWentSilent))]
[JsonSerializable(typeof(TicketEvent.ReturnedToQueue))]
[JsonSerializable(typeof(TicketEvent.FollowerAdded))]
[JsonSerializable(typeof(TicketEvent.FollowerRemoved))]
internal sealed partial class TicketJson : JsonSerializerContext;
