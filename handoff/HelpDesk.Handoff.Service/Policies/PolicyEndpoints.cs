using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Handoff.Service.Policies;

/// <summary>What the desk decides by, to fill a page's choices and to know what a name means.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicy(this IEndpointRouteBuilder app) =>
        app.MapGet("/policy", Read).RequireAuthorization(DeskPolicies.ReadPolicy).WithTags("Policy").WithName("getPolicy").WithSummary("The policy of today: queues, categories, priorities, plans, vendors, codes, canned replies.");

    private static Ok<PolicyView> Read(PolicyBook policies)
    {
        var (desk, sla) = (policies.Current.Desk, policies.Current.Sla);
        return TypedResults.Ok(new PolicyView(
            policies.Current.Version, desk.Desk.Name, desk.Desk.Zone.Id, desk.Desk.Languages,
            [.. desk.Customers.Select(c => new CustomerView(c.Id.Value, c.Name, c.Plan.Value, c.Zone.Id))],
            [.. desk.Queues.Select(q => new NamedView(q.Id.Value, q.Title))],
            [.. desk.Categories.Select(c => new NamedView(c.Id.Value, c.Title))],
            [.. desk.Skills.Select(s => new NamedView(s.Id.Value, s.Title))],
            [.. desk.Priorities.Meanings.Select(p => new PriorityView(p.Priority.ToString(), p.Title, p.Meaning, Minutes(sla.Targets[p.Priority].Response), Minutes(sla.Targets[p.Priority].Resolution)))],
            [.. desk.Priorities.Cells.Select(c => new MatrixView(Names<Impact>.Of(c.Impact), Names<Urgency>.Of(c.Urgency), c.Priority.ToString()))],
            [.. sla.Plans.Values.OrderBy(p => p.Id.Value, StringComparer.Ordinal).Select(p => new NamedView(p.Id.Value, p.Name))],
            [.. desk.Vendors.Select(v => new VendorView(v.Id.Value, v.Name, v.Contact, v.Hours, v.Products))],
            [.. desk.Desk.Resolutions.Select(r => new NamedView(r.Code, r.Title))],
            [.. desk.Canned.Select(c => new CannedView(c.Id, c.Title, c.Category?.Value, c.Texts.ToDictionary(t => t.Language, t => t.Text, StringComparer.Ordinal)))]));
    }

    private static double Minutes(NodaTime.Duration time) => time.TotalMinutes;
}

public sealed record PolicyView(
    string Version, string Name, string Zone, IReadOnlyList<string> Languages, IReadOnlyList<CustomerView> Customers, IReadOnlyList<NamedView> Queues,
    IReadOnlyList<NamedView> Categories, IReadOnlyList<NamedView> Skills, IReadOnlyList<PriorityView> Priorities, IReadOnlyList<MatrixView> Matrix,
    IReadOnlyList<NamedView> Plans, IReadOnlyList<VendorView> Vendors, IReadOnlyList<NamedView> Resolutions, IReadOnlyList<CannedView> Canned);

public sealed record NamedView(string Id, string Title);

public sealed record CustomerView(string Id, string Name, string Plan, string Zone);

/// <param name="ResponseMinutes">Of the calendar that the plan names.</param>
public sealed record PriorityView(string Id, string Title, string Meaning, double ResponseMinutes, double ResolutionMinutes);

public sealed record MatrixView(string Impact, string Urgency, string Priority);

public sealed record VendorView(string Id, string Name, string Contact, string Hours, IReadOnlyList<string> Products);

public sealed record CannedView(string Id, string Title, string? Category, IReadOnlyDictionary<string, string> Texts);
