using HelpDesk.Storage;

namespace HelpDesk.Bot.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store can be read, so that work can be sent here.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(IStore store, ILogger<StartBanner> log, CancellationToken ct)
    {
        try
        {
            await store.GetFeedPositionAsync(ct);
            return TypedResults.Text("ready");
        }
        catch (StoreException broken)
        {
            log.NotReady(broken);
            return TypedResults.Text("not ready: the store cannot be read", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
