namespace HelpDesk.Bot.Persons;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Retention redacted {Events} events, {Tickets} tickets among them as a whole, and deleted {Files} files")]
    public static partial void Forgotten(this ILogger log, long events, int tickets, int files);

    [LoggerMessage(LogLevel.Warning, "Retention waits: {Problem}")]
    public static partial void RetentionWaits(this ILogger log, string problem);
}
