using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector;

/// <summary>How what was said is brought to channels; section <c>Outbox</c> of the configuration.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How many conversations are delivered to at once, and twice the number of calls to one service.</summary>
    [Range(1, 1024)]
    public int Parallel { get; set; } = 256;

    /// <summary>A channel that says nothing for this long is tried again later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:40")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first failure of a message; it doubles with each further one, and a part of it is left to chance.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries, unless the channel itself names a longer one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What could not be delivered for this long is given up and waits for an operator.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many sends of this node to one tenant of Teams may begin in any second; 0 for no limit.</summary>
    [Range(0, 10_000)]
    public int TenantSendsPerSecond { get; set; } = Pacing.SendLimit.TeamsTenant[0].Most;

    /// <summary>How often the store is asked for what waits although nobody said so, and for what operators want.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A person sees that the bot is at work where a turn takes longer than this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan TypingAfter { get; set; } = TimeSpan.FromMilliseconds(500);
}

[OptionsValidator]
public sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;
