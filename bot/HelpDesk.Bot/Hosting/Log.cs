namespace HelpDesk.Bot.Hosting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The store cannot be read")]
    public static partial void NotReady(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Article source {Folder}: {Skipped} of {Total} files were skipped; 'helpdesk kb lint' names them")]
    public static partial void SourceHasProblems(this ILogger log, string folder, int skipped, int total);

    [LoggerMessage(LogLevel.Error, "Article source {Folder} does not exist. Correct Knowledge:Sources")]
    public static partial void SourceIsMissing(this ILogger log, string folder);

    [LoggerMessage(LogLevel.Warning, "Local mode: no MicrosoftAppId is set, so anybody who reaches this address may chat. Keep it on this machine")]
    public static partial void LocalMode(this ILogger log);
}
