using System.Runtime.InteropServices;
using NodaTime;

namespace HelpDesk.Handoff.Agents;

/// <summary>How well an agent masters a skill: 1 knows it, 5 teaches it. A certificate that has expired counts as no skill at all.</summary>
/// <param name="Level">1 to 5.</param>
/// <param name="Expires">From this instant on the level is 0; null for never.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SkillGrade(int Level, Instant? Expires = null)
{
    public const int Lowest = 1;
    public const int Highest = 5;

    public int LevelAt(Instant now) => Expires is { } end && now >= end ? 0 : Level;
}
