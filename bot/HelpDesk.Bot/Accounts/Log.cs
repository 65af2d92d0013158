namespace HelpDesk.Bot.Accounts;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The first admin account was created by the one-time link")]
    public static partial void FirstAdminCreated(this ILogger log);
}
