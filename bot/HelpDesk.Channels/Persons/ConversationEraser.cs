using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Persons;

/// <summary>Takes what people said out of conversations: out of their streams, and out of the documents that the queue and the outbox keep beside them.</summary>
public sealed partial class ConversationEraser(IStore store)
{
    private const string StreamPrefix = "conversation/";
    private const string AnswerCollection = "turn-answer";
    private const int Page = 200;

    /// <summary>False for streams of other kinds.</summary>
    public static bool TryRead(StreamId stream, out ConversationId conversation)
    {
        conversation = default;
        if (!stream.Value.StartsWith(StreamPrefix, StringComparison.Ordinal)) return false;
        var name = stream.Value.AsSpan(StreamPrefix.Length);
        if (name.IndexOf('/') is not (> 0 and var slash)) return false;
        conversation = new(name[..slash].ToString(), name[(slash + 1)..].ToString());
        return true;
    }

    /// <summary>The event without its words, for <see cref="Redaction.RedactAsync"/>; null where it is none of these, or has lost them already.</summary>
    /// <param name="stored">Of a conversation's stream.</param>
    /// <param name="isTheirs">Which activities; all where null.</param>
    public static byte[]? Without(StoredEvent stored, Func<Activity, bool>? isTheirs)
    {
        if (!IsActivity(stored) || ConversationEvents.Read(stored) is var activity && (ErasedActivity.Is(activity) || isTheirs?.Invoke(activity) == false)) return null;
        return Bytes(ErasedActivity.Of(activity, stored.Type == ConversationEvents.Received));
    }

    /// <summary>The event without the files that were uploaded here; null where it has none.</summary>
    public static byte[]? WithoutFiles(StoredEvent stored)
    {
        if (!IsActivity(stored) || FilesOf(stored).Count == 0) return null;
        var activity = ConversationEvents.Read(stored);
        return Bytes(activity with { Attachments = activity.Attachments?.Where(a => HashOf(a) is null).ToImmutableArray() });
    }

    /// <summary>The uploaded files that an event names, by the hash of their content, with the names that people gave them.</summary>
    public static IReadOnlyList<(string Hash, string Name)> FilesOf(StoredEvent stored) => IsActivity(stored) && Named().IsMatch(System.Text.Encoding.UTF8.GetString(stored.Json.Span))
        ? [.. from file in ConversationEvents.Read(stored).Attachments ?? [] let hash = HashOf(file) where hash is not null select (hash, file.Name ?? "file")]
        : [];

    /// <summary>Whether an event is one of a talk.</summary>
    public static bool IsActivity(StoredEvent stored) => stored.Type is ConversationEvents.Received or ConversationEvents.Sent;

    /// <summary>
    /// Removes what is kept beside a conversation: the bot's memory of its questions, the way to its person, answers to whoever asks again, and what could not
    /// be sent. How far the conversation has been dealt with stays.
    /// </summary>
    /// <param name="conversation">Which.</param>
    /// <param name="isGroup">Then only the bot's memory goes: the rest is how all of them are reached.</param>
    /// <param name="now">The caller's clock.</param>
    /// <param name="checks">Of the commit, such as a worker's fence.</param>
    /// <param name="ct">Ends it early.</param>
    /// <returns>How many documents went or lost what they held; null where a check failed.</returns>
    public async Task<int?> ForgetAsync(ConversationId conversation, bool isGroup, Instant now, ImmutableArray<Check> checks, CancellationToken ct)
    {
        while (true)
        {
            var (writes, seen) = await WritesAsync(conversation, isGroup, now, ct);
            if (writes.Length == 0) return 0;
            var result = await store.CommitAsync(new Commit(now) { Checks = [.. checks, .. seen], Writes = writes }, ct);
            if (result is CommitResult.Committed) return writes.Length;
            if (result is CommitResult.Conflict { Failed: var failed } && checks.Contains(failed)) return null;
        }
    }

    private async Task<(ImmutableArray<Write> Writes, ImmutableArray<Check> Seen)> WritesAsync(ConversationId conversation, bool isGroup, Instant now, CancellationToken ct)
    {
        var (writes, seen) = (ImmutableArray.CreateBuilder<Write>(), ImmutableArray.CreateBuilder<Check>());
        var key = TurnDocuments.Conversation(conversation);
        if (await store.GetAsync(key, now, ct) is { } kept && JsonSerializer.Deserialize(kept.Json.Span, TurnJson.Default.ConversationRecord) is { State: not null } record)
        {
            writes.Add(new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(record with { State = null }, TurnJson.Default.ConversationRecord)));
            seen.Add(new Check.DocumentAt(key, kept.Version));
        }
        if (isGroup) return (writes.ToImmutable(), seen.ToImmutable());
        writes.AddRange(await AddressesAsync(conversation, now, ct));
        foreach (var letter in await LettersAsync(conversation, now, ct))
            writes.AddRange(new Write.Delete(OutboxDocuments.Dead(letter)), new Write.Delete(OutboxDocuments.Asked(letter)));
        foreach (var answer in await store.ListAsync(AnswerCollection, $"{conversation}/", Page, now, ct))
            if (answer.Key.Id.StartsWith($"{conversation}/", StringComparison.Ordinal)) writes.Add(new Write.Delete(answer.Key));
        return (writes.ToImmutable(), seen.ToImmutable());
    }

    private async Task<List<Write>> AddressesAsync(ConversationId conversation, Instant now, CancellationToken ct)
    {
        var writes = new List<Write>();
        var key = ReferenceDocuments.Conversation(conversation);
        if (await store.GetAsync(key, now, ct) is not { } stored) return writes;
        var reference = JsonSerializer.Deserialize(stored.Json.Span, ReferenceJson.Default.KeptReference)?.Reference;
        if (reference is { User.AadObjectId: { } person, Conversation.TenantId: { } tenant } && ReferenceDocuments.Person(tenant, person) is { } personal
            && await store.GetAsync(personal, now, ct) is { } pointer
            && JsonSerializer.Deserialize(pointer.Json.Span, ReferenceJson.Default.PersonRecord)?.Conversation == conversation.ToString())
            writes.Add(new Write.Delete(personal));
        writes.Add(new Write.Delete(key));
        return writes;
    }

    private async Task<List<string>> LettersAsync(ConversationId conversation, Instant now, CancellationToken ct)
    {
        var letters = new List<string>();
        for (string? after = null; ;)
        {
            var page = await store.ListAsync(OutboxDocuments.DeadCollection, after, Page, now, ct);
            foreach (var stored in page)
                if (JsonSerializer.Deserialize(stored.Json.Span, OutboxJson.Default.DeadLetter) is { } letter && letter.ConversationId == conversation) letters.Add(stored.Key.Id);
            if (page.Count < Page) return letters;
            after = page[^1].Key.Id;
        }
    }

    private static byte[] Bytes(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity);

    private static string? HashOf(Attachment file) => file.ContentUrl is { } url && Named().Match(url) is { Success: true } match ? match.Groups["hash"].Value : null;

    [GeneratedRegex("/attachments/[A-Za-z0-9_-]{1,64}/(?<hash>[0-9a-f]{64})/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
