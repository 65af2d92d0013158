using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HelpDesk.Channels.Connector.Pacing;

/// <param name="Most">How many sends may begin within any stretch of time of this length, its start included, its end not.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SendLimit(int Most, TimeSpan Within)
{
    /// <summary>What Teams lets a bot send into one conversation.</summary>
    public static readonly ImmutableArray<SendLimit> TeamsConversation =
    [
        new(7, TimeSpan.FromSeconds(1)), new(8, TimeSpan.FromSeconds(2)), new(60, TimeSpan.FromSeconds(30)), new(1_800, TimeSpan.FromHours(1)),
    ];

    /// <summary>What Teams lets a bot send into one tenant.</summary>
    public static readonly ImmutableArray<SendLimit> TeamsTenant = [new(50, TimeSpan.FromSeconds(1))];
}
