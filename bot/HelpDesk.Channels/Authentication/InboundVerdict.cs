using System.Diagnostics.CodeAnalysis;

namespace HelpDesk.Channels.Authentication;

/// <summary>Whether a request may speak to the bot: the caller, or why nobody may.</summary>
public readonly record struct InboundVerdict
{
    private InboundVerdict(VerifiedCaller? caller, InboundRefusal? refusal)
    {
        Caller = caller;
        Refusal = refusal;
    }

    public VerifiedCaller? Caller { get; }

    /// <summary>For the log of the house only; the caller is told nothing but <see cref="Status"/>.</summary>
    public InboundRefusal? Refusal { get; }

    /// <summary>
    /// 200, 401 for a token that is missing or not good, 403 for a caller that is known and not allowed, 503 where everything fits but the keys to prove it with
    /// cannot be had: a channel sends again what was not taken.
    /// </summary>
    public int Status => Refusal switch
    {
        null => Caller is null ? 401 : 200,
        InboundRefusal.CallerNotAllowed or InboundRefusal.TenantNotAllowed or InboundRefusal.ServiceUrlNotTrusted or InboundRefusal.NotLocal => 403,
        InboundRefusal.KeysUnavailable => 503,
        _ => 401,
    };

    [MemberNotNullWhen(true, nameof(Caller))]
    public bool IsAllowed => Caller is not null;

    public static InboundVerdict Allow(VerifiedCaller caller) => new(caller, null);

    public static InboundVerdict Refuse(InboundRefusal refusal) => new(null, refusal);
}

/// <summary>Who speaks to the bot.</summary>
/// <param name="AppId">The application behind the token; null for a channel and in local mode.</param>
/// <param name="Tenant">The Entra tenant that the caller vouches for: a channel for the activity's, another application for its own. Null in local mode and where none is named.</param>
/// <param name="ReplyTo">Where answers may go, to be kept with the conversation. Null where the activity names nowhere (local mode only).</param>
public sealed record VerifiedCaller(CallerKind Kind, string? AppId, string? Tenant, ReplyTarget? ReplyTo);

public enum CallerKind
{
    /// <summary>The channel service: Teams, Web Chat of the cloud and others, told apart by the activity's <c>channelId</c>.</summary>
    Channel,

    /// <summary>The Emulator or the Agents Playground, with this bot's own credentials.</summary>
    Emulator,

    /// <summary>Another bot that the operator allowed.</summary>
    Skill,

    /// <summary>Somebody on this machine, while no app id is configured.</summary>
    Local,
}

/// <summary>Why a request was refused.</summary>
public enum InboundRefusal
{
    NoHeader,

    /// <summary>Not exactly <c>Bearer</c> and one token.</summary>
    WrongScheme,
    Garbled,
    WrongAlgorithm,
    WrongIssuer,
    WrongAudience,
    UnknownKey,
    BadSignature,
    NoExpiry,
    Expired,
    NotYetValid,

    /// <summary>The signing key is not endorsed for the activity's channel.</summary>
    NotEndorsed,

    /// <summary>The token was issued for another service address than the activity names.</summary>
    WrongServiceUrl,

    /// <summary>A token of Entra ID that is neither this bot's own nor made for it.</summary>
    WrongApplication,

    /// <summary>The signing keys could not be fetched: our trouble, not the caller's.</summary>
    KeysUnavailable,

    /// <summary>A bot that is not among <c>Bot:AllowedCallers</c>.</summary>
    CallerNotAllowed,

    /// <summary>A tenant that is not among <c>Bot:AllowedTenants</c>.</summary>
    TenantNotAllowed,

    /// <summary>The activity asks for answers at an address that nothing vouches for.</summary>
    ServiceUrlNotTrusted,

    /// <summary>Local mode serves this machine only, without anything in between.</summary>
    NotLocal,
}
