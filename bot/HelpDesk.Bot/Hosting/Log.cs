namespace HelpDesk.Bot.Hosting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The store cannot be read")]
    public static partial void NotReady(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Article source {Folder}: {Skipped} of {Total} files were skipped; 'helpdesk kb lint' names them")]
    public static partial void SourceHasProblems(this ILogger log, string folder, int skipped, int total);
}
