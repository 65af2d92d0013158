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
}
