using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Turns;

internal static partial class Log
{
    // The message of an exception may quote what a person wrote; its type and place may not.
    [LoggerMessage(LogLevel.Error, "A turn of {Channel} conversation {Conversation} failed (failure {Failures} of this activity): {Kind}\n{Stack}")]
    public static partial void TurnFailed(this ILogger log, string channel, string conversation, int failures, string kind, string? stack);

    [LoggerMessage(LogLevel.Error, "A turn of {Channel} conversation {Conversation} was given up: the process has ended over it at {Restarts} starts")]
    public static partial void GivenUpAfterRestarts(this ILogger log, string channel, string conversation, int restarts);

    [LoggerMessage(LogLevel.Error, "The list of waiting conversations could not be read; it is tried again")]
    public static partial void SweepFailed(this ILogger log, Exception failure);
}
