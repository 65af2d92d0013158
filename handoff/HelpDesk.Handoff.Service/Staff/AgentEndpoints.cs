using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Staff.AgentView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Staff;

/// <summary>Agents, their presence, shifts and absences. <c>me</c> stands for the caller.</summary>
internal static class AgentEndpoints
{
    private const string Me = "me";

    public static void MapAgents(this IEndpointRouteBuilder app)
    {
        var agents = app.MapGroup("/agents").WithTags("Agents");
        agents.MapGet("/", List).RequireAuthorization(DeskPolicies.ReadStaff).WithName("listAgents").WithSummary("Every agent as he is now.");
        agents.MapGet("/{agent}", Get).RequireAuthorization(DeskPolicies.ReadStaff).WithName("getAgent").WithSummary("One agent.");
        agents.MapPut("/{agent}", Put).RequireAuthorization(DeskPolicies.ManageStaff).WithName("putAgent").WithSummary("Enrols an agent, or replaces his profile; absences are kept.");
        agents.MapDelete("/{agent}", Delete).RequireAuthorization(DeskPolicies.ManageStaff).WithName("removeAgent").WithSummary("He is no agent any more; what he holds goes back to the queue.");
        agents.MapPut("/{agent}/shifts", PutShifts).RequireAuthorization(DeskPolicies.ManageStaff).WithName("putShifts").WithSummary("The hours of his usual week.");
        agents.MapPut("/{agent}/presence", PutPresence).RequireAuthorization(DeskPolicies.ManageStaff).WithName("putPresence").WithSummary("A lead sets somebody's presence.");
        agents.MapPut("/me/presence", PutOwnPresence).RequireAuthorization(DeskPolicies.OwnPresence).WithName("putOwnPresence").WithSummary("Available for offers, busy, away, wrapping up or offline.");
        agents.MapPost("/me/contact", Touch).RequireAuthorization(DeskPolicies.OwnPresence).WithName("touch").WithSummary("The console is open; send it every ten seconds.");
        agents.MapPost("/{agent}/absences", AddAbsence).RequireAuthorization(DeskPolicies.ManageStaff).WithName("addAbsence").WithSummary("A holiday, sick leave, training: no offers in that time.");
        agents.MapPost("/me/absences", AddOwnAbsence).RequireAuthorization(DeskPolicies.OwnPresence).WithName("addOwnAbsence").WithSummary("The caller is absent in that time.");
        agents.MapDelete("/{agent}/absences", ClearAbsences).RequireAuthorization(DeskPolicies.ManageStaff).WithName("clearAbsences").WithSummary("Takes all absences away.");
    }

    private static async Task<Ok<AgentListView>> List(StaffDesk staff, CancellationToken ct) =>
        TypedResults.Ok(new AgentListView([.. (await staff.ListAsync(ct)).OrderBy(a => a.Profile.Name, StringComparer.OrdinalIgnoreCase).Select(AgentView.Of)]));

    private static async Answer Get(string agent, TicketCall call, StaffDesk staff, CancellationToken ct) =>
        IdOf(agent, call) is { } id && await staff.FindAsync(id, ct) is { } found ? TypedResults.Ok(AgentView.Of(found)) : Unknown;

    private static async Answer Put(string agent, AgentRequest request, TicketCall call, StaffDesk staff, PolicyBook policies, CancellationToken ct)
    {
        if (IdOf(agent, call) is not { } id) return Unknown;
        var fields = new Fields();
        var profile = request.Read(fields, policies.Current.Desk, (await staff.FindAsync(id, ct))?.Profile);
        return fields.Problem is { } wrong ? wrong : Of(await staff.SetProfileAsync(id, profile, call.Caller.Subject, ct));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(string agent, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        if (IdOf(agent, call) is not { } id || await staff.RemoveAsync(id, call.Caller.Subject, ct) is StaffOutcome.Unknown) return Unknown;
        return TypedResults.NoContent();
    }

    private static Answer PutShifts(string agent, ShiftsRequest request, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        var fields = new Fields();
        AgentRequest.CheckShifts(fields, request.Shifts);
        return ChangeAsync(agent, p => p with { Shifts = request.Shifts }, fields, call, staff, ct);
    }

    private static async Answer PutPresence(string agent, PresenceRequest request, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        if (IdOf(agent, call) is not { } id) return Unknown;
        var fields = new Fields();
        var presence = fields.NeedChoice<Presence>("presence", request.Presence);
        return fields.Problem is { } wrong ? wrong : Of(await staff.SetPresenceAsync(id, presence, call.Caller.Subject, ct));
    }

    private static async Answer PutOwnPresence(PresenceRequest request, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        // Before he can be offered anything.
        await NoteCustomersAsync(call, staff, ct);
        return await PutPresence(Me, request, call, staff, ct);
    }

    private static async Answer Touch(TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        await NoteCustomersAsync(call, staff, ct);
        return Of(await staff.TouchAsync(call.Caller.Agent!.Value, ct));
    }

    private static Task NoteCustomersAsync(TicketCall call, StaffDesk staff, CancellationToken ct) =>
        staff.SetCustomersAsync(call.Caller.Agent!.Value, call.Caller.Customers, call.Caller.Subject, ct);

    private static Answer AddAbsence(string agent, AbsenceRequest request, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        var fields = new Fields();
        var why = fields.Text("why", request.Why, 200);
        if (request.From is null || request.To is null || request.To <= request.From) fields.Add("to", "From or to is missing, or it ends before it begins.", "Give both, the end after the beginning.");
        return ChangeAsync(agent, p => p with { Absences = [.. p.Absences, new AgentAbsence(At(request.From), At(request.To), why)] }, fields, call, staff, ct);
    }

    private static Answer AddOwnAbsence(AbsenceRequest request, TicketCall call, StaffDesk staff, CancellationToken ct) => AddAbsence(Me, request, call, staff, ct);

    private static Answer ClearAbsences(string agent, TicketCall call, StaffDesk staff, CancellationToken ct) =>
        ChangeAsync(agent, p => p with { Absences = [] }, new Fields(), call, staff, ct);

    private static async Answer ChangeAsync(string agent, Func<AgentProfile, AgentProfile> change, Fields fields, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        if (fields.Problem is { } wrong) return wrong;
        if (IdOf(agent, call) is not { } id) return Unknown;
        return Of(await staff.ChangeProfileAsync(id, change, call.Caller.Subject, call.StaffTerms, ct));
    }

    private static Results<Ok<AgentView>, ProblemHttpResult> Of(StaffOutcome outcome) => outcome switch
    {
        StaffOutcome.Changed { Record: { } record } => TypedResults.Ok(AgentView.Of(record)),
        StaffOutcome.Unchanged unchanged => TypedResults.Ok(AgentView.Of(unchanged.Record)),
        StaffOutcome.Overtaken => Problems.Of(StatusCodes.Status409Conflict, "repeated", "Asked twice at once.", "The same request was answered a moment ago. Send it again to get that answer."),
        _ => Unknown,
    };

    private static AgentId? IdOf(string agent, TicketCall call) => agent == Me ? call.Caller.Agent : Guid.TryParse(agent, out var id) ? new AgentId(id) : null;

    private static Instant At(DateTimeOffset? time) => time is { } given ? Instant.FromDateTimeOffset(given) : default;

    private static ProblemHttpResult Unknown => Problems.NotFound("agent");
}
