using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Connector;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Activity {Version} of {Channel} conversation {Conversation} was not taken ({Why}, try {Tries}); again in {Wait}")]
    public static partial void Retried(this ILogger log, string channel, string conversation, long version, string why, int tries, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Activity {Version} of {Channel} conversation {Conversation} was given up after {Tries} tries: {Status} {Reason}; 'helpdesk outbox' shows it")]
    public static partial void GivenUp(this ILogger log, string channel, string conversation, long version, int status, string reason, int tries);

    [LoggerMessage(LogLevel.Error, "A service URL at {Host} was not called: it came in no verified token and is not on the list")]
    public static partial void Untrusted(this ILogger log, string host);

    // The message of an exception may quote what was said; its type and place may not.
    [LoggerMessage(LogLevel.Error, "Delivering to {Channel} conversation {Conversation} failed: {Kind}\n{Stack}")]
    public static partial void DeliveryFailed(this ILogger log, string channel, string conversation, string kind, string? stack);
}
