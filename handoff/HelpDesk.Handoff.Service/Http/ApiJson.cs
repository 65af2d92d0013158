using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Handoff.Service.Explaining;
using HelpDesk.Handoff.Service.Feeds;
using HelpDesk.Handoff.Service.Handoffs;
using HelpDesk.Handoff.Service.Policies;
using HelpDesk.Handoff.Service.Queues;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Talk;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Service.Webhooks;
using Microsoft.AspNetCore.Mvc;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>The shapes of <c>/v1</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(TicketListView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(OpenTicketRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(DeclineRequest))]
[JsonSerializable(typeof(PersonReasonRequest))]
[JsonSerializable(typeof(PersonRequest))]
[JsonSerializable(typeof(TakeOverRequest))]
[JsonSerializable(typeof(TransferRequest))]
[JsonSerializable(typeof(EscalateRequest))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(PriorityRequest))]
[JsonSerializable(typeof(TriageRequest))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(ResolveRequest))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(SurveyRequest))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(FollowerRequest))]
[JsonSerializable(typeof(VendorCaseRequest))]
[JsonSerializable(typeof(IncidentRequest))]
[JsonSerializable(typeof(RootCauseRequest))]
[JsonSerializable(typeof(KnownErrorRequest))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(TalkView))]
[JsonSerializable(typeof(UploadView))]
[JsonSerializable(typeof(HandoffRequest))]
[JsonSerializable(typeof(HandoffView))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(AgentListView))]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(PresenceRequest))]
[JsonSerializable(typeof(ShiftsRequest))]
[JsonSerializable(typeof(AbsenceRequest))]
[JsonSerializable(typeof(QueueListView))]
[JsonSerializable(typeof(FeedPageView))]
[JsonSerializable(typeof(FeedEventView))]
[JsonSerializable(typeof(PolicyView))]
[JsonSerializable(typeof(DueExplanation))]
[JsonSerializable(typeof(PriorityExplanation))]
[JsonSerializable(typeof(MatchExplanation))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(WebhookListView))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(IReadOnlyList<FieldProblem>))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;
