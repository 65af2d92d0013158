using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>The Direct Line server; section <c>DirectLine</c> of the configuration.</summary>
public sealed class DirectLineOptions : IValidatableObject
{
    public const string Section = "DirectLine";

    /// <summary>Secrets that may start conversations and generate tokens; several for roll-over, none turns that off.</summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>Origins of other sites whose pages may call, such as <c>https://intranet.example.com</c>. The page's own origin needs no entry.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The most bytes of one activity.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxActivityBytes { get; set; } = 256 * 1024;

    /// <summary>The most bytes of all files of one upload.</summary>
    [Range(1024L, 1024L * 1024 * 1024)]
    public long MaxUploadBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>How many activities one conversation may post in a row, and then for how many each second there is room again.</summary>
    [Range(1, 100_000)]
    public int PostBurst { get; set; } = 60;

    [Range(1, 10_000)]
    public int PostsPerSecond { get; set; } = 2;

    /// <summary>How many streams one conversation may have open; one more closes the oldest.</summary>
    [Range(1, 1000)]
    public int MaxStreams { get; set; } = 8;

    /// <summary>How often an open stream asks the store in case a signal was lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan StreamPoll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A client that takes no frame for this long is cut off; it comes back with its watermark and misses nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The address that clients use where it differs from the request's, such as <c>https://help.example.com</c>.</summary>
    [RegularExpression("^https?://[^/?#]+$", ErrorMessage = "DirectLine:PublicUrl must look like https://help.example.com, without a path.")]
    public string? PublicUrl { get; set; }

    [Required(ErrorMessage = "DirectLine:BotId must not be empty.")]
    public string BotId { get; set; } = "helpdesk";

    [Required(ErrorMessage = "DirectLine:BotName must not be empty.")]
    public string BotName { get; set; } = "IT Help bot";

    /// <summary>The folder of uploaded files; <c>{Data:Path}/blobs</c> where configuration is bound.</summary>
    [Required(ErrorMessage = "DirectLine:BlobFolder must not be empty: set Data:Path.")]
    public string BlobFolder { get; set; } = "";

    /// <summary>Checks the entries of <see cref="AllowedOrigins"/> and <see cref="Secrets"/>.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AllowedOrigins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong)
            yield return new($"DirectLine:AllowedOrigins must hold origins like https://intranet.example.com, without a path; \"{wrong}\" is none.", [nameof(AllowedOrigins)]);
        if (Secrets.Any(secret => secret.Length == 0))
            yield return new("DirectLine:Secrets must not hold an empty secret.", [nameof(Secrets)]);
    }

    // Not even "*": with it, any site that a person visits could use that person's network to talk to the desk.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}

[OptionsValidator]
public sealed partial class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>;
