using HelpDesk.Handoff.Tickets;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Handoff.Service.Workers;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Node {Node} runs the desk's workers now")]
    public static partial void LeaseTaken(this ILogger log, string node);

    [LoggerMessage(LogLevel.Warning, "Node {Node} lost the desk's workers to another node")]
    public static partial void LeaseLost(this ILogger log, string node);

    [LoggerMessage(LogLevel.Warning, "An alarm of ticket {TicketId} was refused: {Reason}")]
    public static partial void AlarmRefused(this ILogger log, Guid ticketId, Refusal reason);

    [LoggerMessage(LogLevel.Warning, "The desk's workers wait: {Problem}")]
    public static partial void WorkersWait(this ILogger log, string problem);

    [LoggerMessage(LogLevel.Error, "The desk's workers stumbled over {Kind} and go on\n{Stack}")]
    public static partial void WorkersStumbled(this ILogger log, string kind, string? stack);
}
