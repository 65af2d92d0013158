using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Nodes;

/// <summary>How nodes that share a store know of each other; section <c>Nodes</c> of the configuration.</summary>
public sealed class NodeOptions
{
    public const string Section = "Nodes";

    /// <summary>Several processes share the store. Set by the host from the kind of store, not by the operator.</summary>
    internal bool Shared { get; set; }

    /// <summary>This node takes turns and delivers. Set by the host from its role.</summary>
    internal bool Works { get; set; } = true;

    /// <summary>How often a node shows that it lives, and looks at the others.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Beat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that has not moved for this many looks at it is taken for dead.</summary>
    [Range(2, 100)]
    public int MissedBeats { get; set; } = 4;

    /// <summary>How long a node that is told to stop goes on serving while <c>/health/ready</c> says that it will go, so that the load balancer sends nobody any more. Only where nodes share a store.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Notice { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
public sealed partial class NodeOptionsValidator : IValidateOptions<NodeOptions>;
