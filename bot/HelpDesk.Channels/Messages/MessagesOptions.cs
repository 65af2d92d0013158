using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Messages;

/// <summary>The endpoint that channels post to; section <c>Messages</c> of the configuration.</summary>
public sealed class MessagesOptions
{
    public const string Section = "Messages";

    /// <summary>The most bytes of one activity.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxActivityBytes { get; set; } = 256 * 1024;

    /// <summary>How long a caller that wants its answer in the response is kept waiting. Channels give up after about 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(9);

    /// <summary>How many requests are served at once; one more is told to come back.</summary>
    [Range(1, 100_000)]
    public int MaxRequests { get; set; } = 512;

    /// <summary>How many of them may wait for their answer: a slow bot must leave room for what only has to be stored.</summary>
    [Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 256;

    /// <summary>How many conversations may have something to do before new activities are told to come back.</summary>
    [Range(1, 1_000_000)]
    public int MaxBacklog { get; set; } = 8000;

    /// <summary>For how long the same button of the same card counts as pressed once. A later press is meant.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PressWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Shown to a person whose press takes longer than <see cref="AnswerTimeout"/>.</summary>
    [Required(ErrorMessage = "Messages:StillWorking must not be empty.")]
    public string StillWorking { get; set; } = "This takes longer than usual. I am still on it; press again in a moment to see the result.";
}

[OptionsValidator]
public sealed partial class MessagesOptionsValidator : IValidateOptions<MessagesOptions>;
