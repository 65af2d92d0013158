namespace HelpDesk.Bot.Relay;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Agents' words wait: {Why}")]
    public static partial void RelayWaits(this ILogger log, string why);

    [LoggerMessage(LogLevel.Error, "What happened to ticket {Ticket} could not be passed on (try {Tries}): {Failure}\n{Stack}")]
    public static partial void RelayStumbled(this ILogger log, Guid ticket, int tries, string failure, string? stack);

    [LoggerMessage(LogLevel.Warning, "Ticket {Ticket}: nobody can be reached at {Channel} now")]
    public static partial void Unreachable(this ILogger log, Guid ticket, string channel);
}
