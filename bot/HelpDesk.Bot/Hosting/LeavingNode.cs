using HelpDesk.Channels.Nodes;
using Microsoft.AspNetCore.SignalR;

namespace HelpDesk.Bot.Hosting;

/// <summary>A node that is about to go begins nothing that lasts: streams are told to come back, and the load balancer sends them to another node. Everything else is served to the end.</summary>
internal static class LeavingNode
{
    /// <summary>Call it after UseRouting.</summary>
    public static void UseLeaving(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use((http, next) => drain.IsLeaving && IsStream(http) ? RefuseAsync(http.Response) : next(http));
    }

    private static bool IsStream(HttpContext http) =>
        http.Request.Headers.Upgrade.Contains("websocket", StringComparer.OrdinalIgnoreCase) || http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null;

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }
}
