using Microsoft.Extensions.Logging;

namespace HelpDesk.Handoff.Service.Projections;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The ticket lists' file is {Why}; it is built again from the feed")]
    public static partial void BuiltAgain(this ILogger log, string why);

    [LoggerMessage(LogLevel.Information, "The ticket lists took in {Events} events in {Milliseconds:0} ms")]
    public static partial void CaughtUp(this ILogger log, long events, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "The ticket lists wait: {Problem}")]
    public static partial void Waits(this ILogger log, string problem);
}
