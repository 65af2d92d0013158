using System.Collections.Immutable;

namespace HelpDesk.Channels.Connector;

/// <summary>How far a conversation has been delivered, and what the channel called what it got.</summary>
/// <param name="Delivered">The version of the last activity of its stream that is dealt with.</param>
/// <param name="Pages">How many full pages of ids are documents of their own.</param>
/// <param name="Ids">The newest ids, which fill the next page.</param>
internal sealed record Cursor(long Delivered, int Pages, ImmutableArray<SentId> Ids)
{
    public const int PageLength = 16;

    public static readonly Cursor Start = new(0, 0, []);

    /// <summary>The ids are a page now and have to be stored as the one numbered <see cref="Pages"/> before <see cref="Turned"/>.</summary>
    public bool IsPageFull => Ids.Length >= PageLength;

    public Cursor Turned() => this with { Pages = Pages + 1, Ids = [] };

    public Cursor With(SentId id) => this with { Ids = Ids.Add(id) };

    /// <summary>An activity that is sent again stands before what was delivered since.</summary>
    public Cursor Past(long version) => this with { Delivered = Math.Max(Delivered, version) };
}

/// <param name="Version">The place of the activity in its conversation.</param>
/// <param name="Id">What the channel calls it.</param>
internal readonly record struct SentId(long Version, string Id);
