using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Handoff.Service.Feeds;

/// <summary>Everything that happens at the desk, in order, resumed by position: as pages that wait, or as a stream.</summary>
internal static class FeedEndpoints
{
    private const int MostEvents = 500;
    private const int MostSeconds = 60;

    /// <summary>Shorter than what proxies take for a dead line.</summary>
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(15);

    public static void MapFeed(this IEndpointRouteBuilder app)
    {
        var feed = app.MapGroup("/feed").RequireAuthorization(DeskPolicies.ReadFeed).WithTags("Feed");
        feed.MapGet("/", Read).WithName("readFeed").WithSummary("Events after a position; waits up to `wait` seconds for the first one.");
        feed.MapGet("/stream", Stream).WithName("streamFeed").WithSummary("Events as server-sent events; resumes after Last-Event-ID. Events named ping only say that the line is open.");
    }

    private static async Task<Results<Ok<FeedPageView>, ProblemHttpResult>> Read(long? after, int? max, int? wait, TicketCall call, FeedReader feed, CancellationToken ct)
    {
        var fields = new Fields();
        if (max is < 1 or > MostEvents) fields.Add("max", $"{max} is out of range.", $"Use 1 to {MostEvents}.");
        if (wait is < 0 or > MostSeconds) fields.Add("wait", $"{wait} is out of range.", $"Use 0 to {MostSeconds} seconds.");
        if (fields.Problem is { } wrong) return wrong;
        return TypedResults.Ok(await feed.WaitAsync(after ?? 0, max ?? 100, TimeSpan.FromSeconds(wait ?? 0), call.Caller, ct));
    }

    private static async Task<ServerSentEventsResult<FeedEventView?>> Stream(long? after, HttpContext http, TicketCall call, FeedReader feed, CancellationToken ct)
    {
        var last = long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : after;
        return TypedResults.ServerSentEvents(EventsAsync(last ?? await feed.PositionAsync(ct), call.Caller, feed, ct));
    }

    /// <summary>The line is open; the position moves on although nothing was for the caller.</summary>
    private static SseItem<FeedEventView?> Ping(long position) => new(null, "ping") { EventId = Id(position) };

    private static string Id(long position) => position.ToString(CultureInfo.InvariantCulture);

    private static async IAsyncEnumerable<SseItem<FeedEventView?>> EventsAsync(long after, DeskCaller caller, FeedReader feed, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return Ping(after);
        while (!ct.IsCancellationRequested)
        {
            var page = await feed.WaitAsync(after, MostEvents, PingAfter, caller, ct);
            foreach (var one in page.Events)
                yield return new SseItem<FeedEventView?>(one, one.Type) { EventId = Id(one.Position) };
            after = page.Next;
            if (page.Events.Count == 0) yield return Ping(after);
        }
    }
}
