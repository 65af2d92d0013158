using Microsoft.Extensions.Logging;

namespace HelpDesk.Handoff.Service.Live;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Live clients wait for news: {Problem}")]
    public static partial void LiveWaits(this ILogger log, string problem);
}
