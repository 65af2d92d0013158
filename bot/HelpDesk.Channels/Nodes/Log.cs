using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Nodes;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The nodes that share this store have changed: {Nodes} now")]
    public static partial void NodesChanged(this ILogger log, int nodes);

    [LoggerMessage(LogLevel.Information, "This node stops: for {Notice} it serves on and says that it is not ready")]
    public static partial void Leaving(this ILogger log, TimeSpan notice);
}
