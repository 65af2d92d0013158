using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Handoffs;

/// <summary>That what happens to a ticket is told to its person in the chat, and how far that has come.</summary>
/// <param name="Person">Whose ticket it is; where they are says <see cref="PersonTalk"/>.</param>
/// <param name="Relayed">The version of the ticket's stream up to which the person has been told.</param>
/// <param name="IsSaid">The turn that opened the ticket has told the person so: from then on the relay may speak.</param>
/// <param name="Group">The words of a group in which it was asked: the talk is begun by the relay, in a chat of the two. Null where it was asked there.</param>
/// <param name="Sent">Which message of the ticket became which activity, the latest ones.</param>
public sealed record TalkLink(string Person, long Relayed, bool IsSaid, string? Group, ImmutableArray<SentReply> Sent)
{
    public const int MostSent = 64;

    public TalkLink After(long relayed, IEnumerable<SentReply> sent)
    {
        var all = Sent.AddRange(sent);
        return this with { Relayed = relayed, IsSaid = true, Group = null, Sent = all.Length > MostSent ? all.RemoveRange(0, all.Length - MostSent) : all };
    }

    public SentReply? SentAs(MessageId message) => Sent.LastOrDefault(s => s.Message == message.Value);
}

/// <param name="Activity">The id under which the conversation holds it.</param>
public sealed record SentReply(string Message, string Channel, string Conversation, string Activity);

/// <param name="Version">Of its document.</param>
public sealed record StoredLink(TalkLink Link, DocumentKey Key, long Version)
{
    public Check Check => new Check.DocumentAt(Key, Version);

    public bool IsEnded => Key.Collection == TalkLinks.Ended;
}

/// <summary>Keeps the links: of living tickets in one collection, which a starting node walks through; of ended ones in another, for a while.</summary>
public sealed class TalkLinks(IStore store, TimeProvider time)
{
    public const string Living = "ticket-talk";
    public const string Ended = "ticket-talk-ended";

    /// <summary>Longer than any ticket can be reopened.</summary>
    private static readonly Duration KeptAfterEnd = Duration.FromDays(60);

    private const int Page = 256;

    public static DocumentKey KeyOf(TicketId ticket) => new(Living, ticket.ToString());

    public static Write.Put Put(TicketId ticket, TalkLink link) => new(KeyOf(ticket), JsonSerializer.SerializeToUtf8Bytes(link, HandoffJson.Default.TalkLink));

    /// <summary>The writes that keep a link where it now belongs.</summary>
    public IEnumerable<Write> Writes(TicketId ticket, StoredLink before, TalkLink after, bool isEnded)
    {
        if (before.IsEnded != isEnded) yield return new Write.Delete(before.Key);
        yield return isEnded ? new Write.Put(new(Ended, ticket.ToString()), JsonSerializer.SerializeToUtf8Bytes(after, HandoffJson.Default.TalkLink), Now() + KeptAfterEnd) : Put(ticket, after);
    }

    public async Task<StoredLink?> FindAsync(TicketId ticket, CancellationToken ct)
    {
        foreach (var key in (DocumentKey[])[KeyOf(ticket), new(Ended, ticket.ToString())])
            if (await store.GetAsync(key, Now(), ct) is { } found)
                return new StoredLink(JsonSerializer.Deserialize(found.Json.Span, HandoffJson.Default.TalkLink)!, key, found.Version);
        return null;
    }

    /// <summary>Every ticket whose person is to be told what happens to it.</summary>
    public async IAsyncEnumerable<TicketId> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (string? after = null; ;)
        {
            var page = await store.ListAsync(Living, after, Page, Now(), ct);
            foreach (var link in page)
                if (Guid.TryParse(link.Key.Id, out var id))
                    yield return new TicketId(id);
            if (page.Count < Page) yield break;
            after = page[^1].Key.Id;
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
