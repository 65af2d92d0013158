using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Messages;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "An activity that nobody handles was acknowledged: {Type}")]
    public static partial void Ignored(this ILogger log, string type);

    [LoggerMessage(LogLevel.Warning, "An activity that cannot be read was acknowledged: {Type}")]
    public static partial void Unreadable(this ILogger log, string type);

    [LoggerMessage(LogLevel.Warning, "A post of an activity was refused with {Status}: {Why}")]
    public static partial void Refused(this ILogger log, int status, string why);

    [LoggerMessage(LogLevel.Warning, "An activity was turned away for now: {Why}")]
    public static partial void TurnedAway(this ILogger log, string why);

    [LoggerMessage(LogLevel.Warning, "An answer took too long for the caller to wait: {Type}")]
    public static partial void AnsweredLate(this ILogger log, string type);

    // The message of an exception may quote what a person wrote; its type and place may not.
    [LoggerMessage(LogLevel.Error, "Looking up {Name} failed: {Kind}\n{Stack}")]
    public static partial void LookUpFailed(this ILogger log, string name, string kind, string? stack);

    [LoggerMessage(LogLevel.Warning, "The store could not take note of what became of replies; they may be sent twice")]
    public static partial void NotSettled(this ILogger log, Exception failure);
}

/// <summary>A type or name that somebody sent, fit for a log: it may hold anything.</summary>
internal static partial class LoggedType
{
    public static string Of(string? sent) => sent is { Length: > 0 and <= 60 } && Plain().IsMatch(sent) ? sent : "(none that can be printed)";

    [GeneratedRegex("^[A-Za-z0-9./_-]+$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}
