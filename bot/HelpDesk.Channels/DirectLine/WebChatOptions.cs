using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>The web chat page's way in; section <c>WebChat</c> of the configuration.</summary>
public sealed class WebChatOptions
{
    public const string Section = "WebChat";

    /// <summary>Whether somebody who has not signed in may talk.</summary>
    public bool AllowAnonymous { get; set; } = true;

    /// <summary>How many tokens one client address may ask for in a minute.</summary>
    [Range(1, 100_000)]
    public int TokensPerMinute { get; set; } = 30;

    /// <summary>For how long a browser finds its talk again.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(30);
}

[OptionsValidator]
public sealed partial class WebChatOptionsValidator : IValidateOptions<WebChatOptions>;
