namespace HelpDesk.Channels.Authentication;

/// <summary>Where the answers of a conversation go and why they may; kept with the conversation.</summary>
/// <param name="ServiceUrl">As the activity wrote it.</param>
/// <param name="SkillAppId">The bot that called, where answers go to a bot and the token has to be made for it.</param>
public sealed record ReplyTarget(string ServiceUrl, ServiceUrlOrigin Origin, string? SkillAppId = null);

/// <summary>What vouches for a service address.</summary>
public enum ServiceUrlOrigin
{
    /// <summary>It came in a verified token, or from a bot that was verified and allowed.</summary>
    Token,

    /// <summary>The operator listed it in <c>Bot:AllowedServiceUrls</c>.</summary>
    AllowList,

    /// <summary>It is on this machine.</summary>
    Loopback,
}
