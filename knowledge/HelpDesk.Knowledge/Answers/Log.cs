using Microsoft.Extensions.Logging;

namespace HelpDesk.Knowledge.Answers;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Count} articles loaded")]
    public static partial void ArticlesLoaded(this ILogger log, int count);

    [LoggerMessage(LogLevel.Information, "{Count} articles changed, searchable at feed position {Position}")]
    public static partial void ArticlesChanged(this ILogger log, int count, long position);

    [LoggerMessage(LogLevel.Error, "The feed could not be read; articles stay as they are until the next try")]
    public static partial void FeedUnreadable(this ILogger log, Exception error);

    [LoggerMessage(LogLevel.Error, "What people said of articles before could not be read; it does not count until the next start")]
    public static partial void VotesUnreadable(this ILogger log, Exception error);
}
