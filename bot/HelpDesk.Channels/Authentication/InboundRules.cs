using System.Collections.Frozen;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Authentication;

/// <summary>
/// What a good token lets its bearer say. Pure. A channel vouches for its activity's service address and, in Teams, for the tenant; the Emulator and
/// other bots vouch for themselves only.
/// </summary>
internal sealed class InboundRules
{
    private const string AnyCaller = "*";

    private readonly string _appId;
    private readonly IReadOnlyList<string> _allowedServiceUrls;
    private readonly FrozenSet<string> _allowedCallers;
    private readonly FrozenSet<string> _allowedTenants;

    public InboundRules(BotOptions options, Cloud cloud)
    {
        _appId = options.MicrosoftAppId!;
        _allowedServiceUrls = [.. options.Bot.AllowedServiceUrls];
        _allowedCallers = options.Bot.AllowedCallers.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _allowedTenants = options.Bot.AllowedTenants.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Channel = new() { Metadata = cloud.ChannelMetadata, Issuers = new HashSet<string>([cloud.ChannelIssuer], StringComparer.Ordinal), Audiences = Set(_appId) };
        // The Emulator asks for a token for the channel service or for the bot. A token for anything else was given to somebody else.
        Entra = new() { Metadata = cloud.EntraMetadata, Issuers = cloud.EntraIssuers, Audiences = Set(_appId, $"api://{_appId}", cloud.ChannelIssuer) };
    }

    /// <summary>Tokens of the channel service.</summary>
    public TokenPolicy Channel { get; }

    /// <summary>Tokens that Entra ID issued to the Emulator, the Playground or another bot.</summary>
    public TokenPolicy Entra { get; }

    public InboundVerdict Decide(TokenReading reading, Activity activity) => reading switch
    {
        { Token: { } token } when ReferenceEquals(token.Policy, Channel) => DecideChannel(token, activity),
        { Token: { } token } => DecideEntra(token, activity),
        { Fault: var fault } => InboundVerdict.Refuse(Reason(fault)),
    };

    private InboundVerdict DecideChannel(VerifiedToken token, Activity activity)
    {
        if (string.IsNullOrEmpty(activity.ChannelId) || !token.Key.Endorsements.Contains(activity.ChannelId)) return InboundVerdict.Refuse(InboundRefusal.NotEndorsed);
        if (token.Claim("serviceurl") is not { } serviceUrl || !ServiceUrls.Same(serviceUrl, activity.ServiceUrl)) return InboundVerdict.Refuse(InboundRefusal.WrongServiceUrl);
        if (!ServiceUrls.IsSafe(serviceUrl)) return InboundVerdict.Refuse(InboundRefusal.ServiceUrlNotTrusted);
        // Elsewhere the tenant may be the sender's own words: only Teams fills it in itself.
        var tenant = string.Equals(activity.ChannelId, ChannelIds.Teams, StringComparison.Ordinal) ? ActivityTenant.Of(activity) : null;
        return Serves(tenant)
            ? InboundVerdict.Allow(new(CallerKind.Channel, null, tenant, new(activity.ServiceUrl!, ServiceUrlOrigin.Token)))
            : InboundVerdict.Refuse(InboundRefusal.TenantNotAllowed);
    }

    private InboundVerdict DecideEntra(VerifiedToken token, Activity activity)
    {
        var caller = token.Claim("ver") switch { "1.0" => token.Claim("appid"), "2.0" => token.Claim("azp"), _ => null };
        if (caller is null) return InboundVerdict.Refuse(InboundRefusal.WrongApplication);
        return string.Equals(caller, _appId, StringComparison.OrdinalIgnoreCase) ? DecideEmulator(token, activity, caller) : DecideSkill(token, activity, caller);
    }

    private InboundVerdict DecideEmulator(VerifiedToken token, Activity activity, string caller)
    {
        if (token.Claim("serviceurl") is { } serviceUrl && !ServiceUrls.Same(serviceUrl, activity.ServiceUrl)) return InboundVerdict.Refuse(InboundRefusal.WrongServiceUrl);
        return EmulatorOrigin(activity.ServiceUrl) is { } origin
            ? InboundVerdict.Allow(new(CallerKind.Emulator, caller, null, new(activity.ServiceUrl!, origin)))
            : InboundVerdict.Refuse(InboundRefusal.ServiceUrlNotTrusted);
    }

    private InboundVerdict DecideSkill(VerifiedToken token, Activity activity, string caller)
    {
        if (!token.Audiences.Contains(_appId, StringComparer.OrdinalIgnoreCase)) return InboundVerdict.Refuse(InboundRefusal.WrongAudience);
        if (!_allowedCallers.Contains(AnyCaller) && !_allowedCallers.Contains(caller)) return InboundVerdict.Refuse(InboundRefusal.CallerNotAllowed);
        if (!Serves(ActivityTenant.Of(activity))) return InboundVerdict.Refuse(InboundRefusal.TenantNotAllowed);
        return SkillOrigin(activity.ServiceUrl) is { } origin
            ? InboundVerdict.Allow(new(CallerKind.Skill, caller, null, new(activity.ServiceUrl!, origin, caller)))
            : InboundVerdict.Refuse(InboundRefusal.ServiceUrlNotTrusted);
    }

    // Its token names no address, so the activity's is only the sender's word.
    private ServiceUrlOrigin? EmulatorOrigin(string? serviceUrl)
    {
        if (ServiceUrls.IsLoopback(serviceUrl)) return ServiceUrlOrigin.Loopback;
        return serviceUrl is not null && ServiceUrls.IsListed(serviceUrl, _allowedServiceUrls) ? ServiceUrlOrigin.AllowList : null;
    }

    // Answers carry a token that is good at the caller only, so it may name any address, but not one behind this machine's own door.
    private ServiceUrlOrigin? SkillOrigin(string? serviceUrl)
    {
        if (serviceUrl is null) return null;
        if (ServiceUrls.IsListed(serviceUrl, _allowedServiceUrls)) return ServiceUrlOrigin.AllowList;
        return ServiceUrls.IsSafe(serviceUrl) && !ServiceUrls.IsLoopback(serviceUrl) ? ServiceUrlOrigin.Token : null;
    }

    private bool Serves(string? tenant) => _allowedTenants.Count == 0 || (tenant is not null && _allowedTenants.Contains(tenant));

    private static InboundRefusal Reason(TokenFault? fault) => fault switch
    {
        TokenFault.WrongAlgorithm => InboundRefusal.WrongAlgorithm,
        TokenFault.WrongIssuer => InboundRefusal.WrongIssuer,
        TokenFault.WrongAudience => InboundRefusal.WrongAudience,
        TokenFault.UnknownKey => InboundRefusal.UnknownKey,
        TokenFault.BadSignature => InboundRefusal.BadSignature,
        TokenFault.NoExpiry => InboundRefusal.NoExpiry,
        TokenFault.Expired => InboundRefusal.Expired,
        TokenFault.NotYetValid => InboundRefusal.NotYetValid,
        TokenFault.KeysUnavailable => InboundRefusal.KeysUnavailable,
        _ => InboundRefusal.Garbled,
    };

    // App ids are GUIDs, which people write in either case.
    private static FrozenSet<string> Set(params string[] values) => values.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
