using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store can be read and written and the node is here to stay, so that work can be sent here.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(IStore store, Drain drain, ILogger<StartBanner> log, CancellationToken ct)
    {
        if (drain.IsLeaving)
            return TypedResults.Text("not ready: the node stops", statusCode: StatusCodes.Status503ServiceUnavailable);
        try
        {
            await store.CheckAsync(ct);
            return TypedResults.Text("ready");
        }
        catch (StoreException broken)
        {
            log.NotReady(broken);
            // Whoever asks may be anybody: the state, not the address that the message has.
            return TypedResults.Text($"not ready: the store {Describe(broken.Trouble)}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static string Describe(StoreTrouble trouble) => trouble switch
    {
        StoreTrouble.Unreachable => "is unreachable",
        StoreTrouble.Full => "is full",
        StoreTrouble.ReadOnly => "is read-only",
        StoreTrouble.AccessDenied => "refuses the password",
        StoreTrouble.Unfit => "is set to lose data, or too old",
        StoreTrouble.Restoring => "is being restored from a backup",
        _ => "cannot be read",
    };
}
