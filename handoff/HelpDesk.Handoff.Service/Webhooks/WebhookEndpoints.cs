using System.Text.Json;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Repeats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace HelpDesk.Handoff.Service.Webhooks;

/// <summary>Addresses that are told what happens.</summary>
internal static class WebhookEndpoints
{
    private const int MostEvents = 50;

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/webhooks").RequireAuthorization(DeskPolicies.ManageWebhooks).WithTags("Webhooks");
        webhooks.MapGet("/", List).WithName("listWebhooks").WithSummary("Webhooks, and how far each has been told.");
        webhooks.MapPost("/", Add).WithName("addWebhook").WithSummary("Adds a webhook; its secret is in this answer only.");
        webhooks.MapPost("/{id:guid}/resume", Resume).WithName("resumeWebhook").WithSummary("Tries again at once.");
        webhooks.MapDelete("/{id:guid}", Remove).WithName("removeWebhook").WithSummary("Takes a webhook away.");
    }

    private static async Task<Ok<WebhookListView>> List(WebhookBook book, CancellationToken ct)
    {
        var views = new List<WebhookView>();
        foreach (var webhook in await book.ListAsync(ct))
            views.Add(View(webhook, (await book.CursorAsync(webhook, ct)).Cursor, null));
        return TypedResults.Ok(new WebhookListView(views));
    }

    private static async Task<Results<Created<WebhookView>, ProblemHttpResult>> Add(WebhookRequest request, TicketCall call, WebhookBook book, IOptions<HandoffOptions> options, CancellationToken ct)
    {
        var fields = new Fields();
        var url = fields.Need("url", request.Url, 2000);
        if (url.Length > 0 && !IsAllowed(url, options.Value.LocalWebhooks)) fields.Add("url", "It is no https address.", "Use an address like https://hooks.example.com/desk.");
        if (request.Events is { Count: > MostEvents }) fields.Add("events", $"There are {request.Events.Count}.", $"Name at most {MostEvents}, or use ticket.*.");
        if (fields.Problem is { } wrong) return wrong;
        var events = (request.Events ?? []).Where(e => !string.IsNullOrWhiteSpace(e)).ToList();
        if (await book.AddAsync(url, events, call.Caller.Subject, call.Once, Stored, ct) is not { } added)
            return Problems.Of(StatusCodes.Status409Conflict, "repeated", "Asked twice at once.", "The same request was answered a moment ago. Send it again to get that answer.");
        return TypedResults.Created($"/v1/webhooks/{added.Webhook.Id}", View(added.Webhook, null, added.Secret));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resume(Guid id, WebhookBook book, CancellationToken ct) =>
        await book.ResumeAsync(id, ct) ? TypedResults.NoContent() : Problems.NotFound("webhook");

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid id, WebhookBook book, CancellationToken ct) =>
        await book.RemoveAsync(id, ct) ? TypedResults.NoContent() : Problems.NotFound("webhook");

    private static bool IsAllowed(string url, bool local) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && string.IsNullOrEmpty(uri.UserInfo) && (uri.Scheme == Uri.UriSchemeHttps || (local && uri is { Scheme: "http", IsLoopback: true }));

    private static StoredAnswer Stored(Webhook webhook, string secret) => new(
        "", StatusCodes.Status201Created, $"/v1/webhooks/{webhook.Id}", null, JsonSerializer.Serialize(View(webhook, null, secret.Length == 0 ? null : secret), ApiJson.Default.WebhookView));

    private static WebhookView View(Webhook w, WebhookCursor? cursor, string? secret) => new(
        w.Id, w.Url, w.Events, w.Created.ToDateTimeOffset(), cursor?.Position ?? w.From, cursor?.Failures ?? 0, cursor?.NextTry?.ToDateTimeOffset(), cursor?.LastProblem, cursor?.Stopped ?? false, secret);
}

/// <param name="Url">https.</param>
/// <param name="Events">Names like ticket.resolved, or ticket.*; all of tickets where it is missing.</param>
public sealed record WebhookRequest([Needed] string? Url, IReadOnlyList<string>? Events);

public sealed record WebhookListView(IReadOnlyList<WebhookView> Webhooks);

/// <param name="Position">Of the last event that it was told.</param>
/// <param name="Stopped">It failed for three days; resume it when it is well again.</param>
/// <param name="Secret">Check signatures with it; given once.</param>
public sealed record WebhookView(
    Guid Id, string Url, IReadOnlyList<string> Events, DateTimeOffset Created, long Position, int Failures, DateTimeOffset? NextTry, string? LastProblem, bool Stopped, string? Secret);
