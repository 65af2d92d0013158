using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Authentication;

internal static partial class Log
{
    // Nothing of what the caller sent: neither token nor claims nor header.
    [LoggerMessage(LogLevel.Information, "A request to the bot was refused with {Status}: {Reason}")]
    public static partial void Refused(this ILogger log, int status, InboundRefusal reason);

    [LoggerMessage(LogLevel.Warning, "A request to the bot was refused with {Status} because its token could not be checked: the signing keys are not available")]
    public static partial void NotCheckable(this ILogger log, int status);

    [LoggerMessage(LogLevel.Information, "{Keys} signing keys fetched from {Host}")]
    public static partial void KeysFetched(this ILogger log, string host, int keys);

    [LoggerMessage(LogLevel.Warning, "Signing keys could not be fetched from {Address}; {Kept} that were fetched before stay in use. {Kind}: {Problem}")]
    public static partial void KeysNotFetched(this ILogger log, Uri address, int kept, string kind, string problem);

    [LoggerMessage(LogLevel.Error, "Entra ID refused the bot's own credentials ({Error}): check MicrosoftAppId, the tenant and the password, certificate or identity")]
    public static partial void CredentialsRefused(this ILogger log, string error);

    [LoggerMessage(LogLevel.Warning, "The bot got no token of its own ({Error}): the call is tried again later")]
    public static partial void LoginUnavailable(this ILogger log, string error);

    [LoggerMessage(LogLevel.Warning, "A call to {Host} was not made: nothing vouches for that address")]
    public static partial void TargetNotTrusted(this ILogger log, string host);
}
