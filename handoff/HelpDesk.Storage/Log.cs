using Microsoft.Extensions.Logging;

namespace HelpDesk.Storage;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Store opened in {Folder} as {Access} at feed position {Position}")]
    public static partial void StoreOpened(this ILogger log, string folder, string access, long position);

    [LoggerMessage(LogLevel.Error, "A signal's listener threw {ExceptionType}")]
    public static partial void ListenerFailed(this ILogger log, string exceptionType);

    [LoggerMessage(LogLevel.Error, "A transaction of {Commits} commits was rolled back")]
    public static partial void TransactionFailed(this ILogger log, int commits, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Looking for other processes' commits failed; trying again")]
    public static partial void PollFailed(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Critical, "The store's writer has stopped; every commit is refused until a restart")]
    public static partial void WriterStopped(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Information, "Store opened in Redis at {Where} as desk {Desk} at feed position {Position}")]
    public static partial void RedisOpened(this ILogger log, string where, string desk, long position);

    [LoggerMessage(LogLevel.Warning, "Redis at {Where} had fallen silent; connected anew")]
    public static partial void ConnectionReplaced(this ILogger log, string where);

    [LoggerMessage(LogLevel.Warning, "Redis at {Where} has fallen silent and cannot be connected anew; trying again")]
    public static partial void ConnectionNotReplaced(this ILogger log, string where);

    [LoggerMessage(LogLevel.Error, "A batch of {Commits} commits was given up after {Attempts} attempts; outcome known: {OutcomeKnown}")]
    public static partial void BatchFailed(this ILogger log, int commits, int attempts, bool outcomeKnown, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Redis cannot be asked for the feed's position; trying again")]
    public static partial void LookFailed(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Redis tells the feed's position again")]
    public static partial void LookMended(this ILogger log);
}
