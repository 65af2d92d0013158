using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Authentication;

/// <summary>Local mode: whoever sits at this machine may try the bot, nobody else. A token says nothing here and is not looked at.</summary>
internal static class LocalRules
{
    public static InboundVerdict Decide(Activity activity, ConnectionFacts connection)
    {
        // A page in the browser of whoever sits here reaches this machine as well, and must not speak for them.
        if (!connection.Loopback || connection.Forwarded || connection.FromPage) return InboundVerdict.Refuse(InboundRefusal.NotLocal);
        if (string.IsNullOrEmpty(activity.ServiceUrl)) return InboundVerdict.Allow(new(CallerKind.Local, null, null, null));
        return ServiceUrls.IsLoopback(activity.ServiceUrl)
            ? InboundVerdict.Allow(new(CallerKind.Local, null, null, new(activity.ServiceUrl, ServiceUrlOrigin.Loopback)))
            : InboundVerdict.Refuse(InboundRefusal.ServiceUrlNotTrusted);
    }
}
