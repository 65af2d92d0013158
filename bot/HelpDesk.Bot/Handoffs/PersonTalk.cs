using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Handoffs;

/// <summary>Where a person is, and with which tickets: whatever device they use, what the desk says goes to where they spoke last.</summary>
/// <param name="Channel">Of the conversation in which the person spoke last, alone with the bot.</param>
/// <param name="Locale">The language that they spoke last.</param>
/// <param name="Tickets">Ids of what is open or not long closed, oldest first, at most <see cref="Most"/>.</param>
/// <param name="Aside">Those of them that the person wants to hear of without talking to anybody now.</param>
/// <param name="To">The ticket that their words go to where several could be meant.</param>
public sealed record PersonTalk(string Channel, string Conversation, string? Locale, ImmutableArray<Guid> Tickets, ImmutableArray<Guid> Aside, Guid? To)
{
    public const int Most = 20;

    [JsonIgnore] public ConversationId Place => new(Channel, Conversation);

    public static PersonTalk At(ConversationId place, string? locale) => new(place.Channel, place.Id, locale, [], [], null);

    public PersonTalk Moved(ConversationId place, string? locale) => this with { Channel = place.Channel, Conversation = place.Id, Locale = locale ?? Locale };

    public PersonTalk With(TicketId ticket) =>
        Has(ticket) ? this : this with { Tickets = [.. Tickets.Skip(Math.Max(0, Tickets.Length - Most + 1)), ticket.Value], To = ticket.Value };

    public PersonTalk Without(IEnumerable<TicketId> ended)
    {
        var gone = ended.Select(t => t.Value).ToHashSet();
        return this with { Tickets = Tickets.RemoveAll(gone.Contains), Aside = Aside.RemoveAll(gone.Contains), To = To is { } to && gone.Contains(to) ? null : To };
    }

    public PersonTalk Away(TicketId ticket) => IsAside(ticket) ? this : this with { Aside = Aside.Add(ticket.Value) };

    public PersonTalk Back(TicketId ticket) => this with { Aside = Aside.Remove(ticket.Value) };

    public PersonTalk Facing(TicketId ticket) => Back(ticket) with { To = ticket.Value };

    public bool Has(TicketId ticket) => Tickets.Contains(ticket.Value);

    public bool IsAside(TicketId ticket) => Aside.Contains(ticket.Value);

    /// <summary>By value: an array is equal to itself alone.</summary>
    public bool Same(PersonTalk other) =>
        this with { Tickets = other.Tickets, Aside = other.Aside } == other && Tickets.SequenceEqual(other.Tickets) && Aside.SequenceEqual(other.Aside);
}

/// <param name="Version">Of the document; 0 where there is none.</param>
public sealed record StoredTalk(PersonTalk? Talk, long Version);

/// <summary>Keeps the talks: document <c>person-talk/{hash}</c>.</summary>
public sealed class PersonTalks(IStore store, TimeProvider time)
{
    public const string Collection = "person-talk";

    /// <summary>Channels' user ids have any length and any characters.</summary>
    public static DocumentKey KeyOf(PersonId person) => new(Collection, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person.Value)).AsSpan(0, 16)));

    public static Write.Put Put(PersonId person, PersonTalk talk) => new(KeyOf(person), JsonSerializer.SerializeToUtf8Bytes(talk, HandoffJson.Default.PersonTalk));

    public async Task<StoredTalk> FindAsync(PersonId person, CancellationToken ct) =>
        await store.GetAsync(KeyOf(person), Now(), ct) is { } found
            ? new(JsonSerializer.Deserialize(found.Json.Span, HandoffJson.Default.PersonTalk), found.Version)
            : new(null, 0);

    /// <summary>Changes the talk as it is by then; the change must give the same when asked twice.</summary>
    public async Task<PersonTalk> ChangeAsync(PersonId person, Func<PersonTalk?, PersonTalk> change, CancellationToken ct)
    {
        while (true)
        {
            var (before, version) = await FindAsync(person, ct);
            var after = change(before);
            if (before is not null && after.Same(before)) return before;
            var commit = new Commit(Now()) { Checks = [new Check.DocumentAt(KeyOf(person), version)], Writes = [Put(person, after)] };
            if (await store.CommitAsync(commit, ct) is CommitResult.Committed) return after;
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonTalk))]
[JsonSerializable(typeof(TalkLink))]
internal sealed partial class HandoffJson : JsonSerializerContext;
