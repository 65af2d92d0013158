using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Nodes;

/// <summary>How nodes that share a store know of each other; section <c>Nodes</c> of the configuration.</summary>
public sealed class NodeOptions
{
    public const string Section = "Nodes";

    /// <summary>Several processes share the store. Set by the host from the kind of store, not by the operator.</summary>
    public bool Shared { get; set; }

    /// <summary>How often a node shows that it lives, and looks at the others.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Beat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that has not moved for this many looks at it is taken for dead.</summary>
    [Range(2, 100)]
    public int MissedBeats { get; set; } = 4;
}

[OptionsValidator]
public sealed partial class NodeOptionsValidator : IValidateOptions<NodeOptions>;
