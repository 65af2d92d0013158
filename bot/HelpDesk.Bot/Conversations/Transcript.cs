using System.Collections.Immutable;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Conversations;

/// <param name="Id">The activity's id.</param>
/// <param name="Text">What was said; empty where it was taken back, or where a card was pressed.</param>
/// <param name="Pressed">The button, where one was pressed.</param>
public sealed record TranscriptLine(string Id, bool FromBot, string Text, PressKind? Pressed, bool IsEdited, bool IsDeleted, Instant At);

/// <summary>
/// A conversation as the people who take it over are shown it: what was said, as it reads now. The events stay as they came; a message that its writer
/// took back keeps its place and loses its words, one that was changed has its new ones. Folded from the stream, so that nobody has to remember
/// to change a copy.
/// </summary>
public static class Transcript
{
    private const int Page = 256;

    public static async Task<ImmutableArray<TranscriptLine>> ReadAsync(IStore store, ConversationId conversation, CancellationToken ct)
    {
        var events = new List<StoredEvent>();
        for (IReadOnlyList<StoredEvent>? page = null; page is null || page.Count == Page; events.AddRange(page))
            page = await store.ReadStreamAsync(conversation.Stream, events.Count == 0 ? 0 : events[^1].Version, Page, ct);
        return Of(events);
    }

    /// <param name="events">Of one conversation, oldest first; kinds that are not of it are passed over.</param>
    public static ImmutableArray<TranscriptLine> Of(IEnumerable<StoredEvent> events)
    {
        var lines = new List<TranscriptLine>();
        var originals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stored in events)
        {
            if (stored.Type == ConversationEvents.Sent) AddSent(lines, ConversationEvents.Read(stored), stored.At);
            else if (stored.Type == ConversationEvents.Received) TakeReceived(lines, originals, ConversationEvents.Read(stored), stored.At);
        }
        return [.. lines];
    }

    private static void AddSent(List<TranscriptLine> lines, Activity sent, Instant at)
    {
        if (sent.Type != ActivityTypes.Message) return;
        var card = sent.Attachments?.FirstOrDefault(a => a.Content is not null)?.Content is { } content ? PressData.StringOf(content, "speak") : null;
        lines.Add(new(sent.Id ?? "", FromBot: true, string.Join('\n', new[] { sent.Text, card }.Where(s => !string.IsNullOrEmpty(s))), null, false, false, at));
    }

    private static void TakeReceived(List<TranscriptLine> lines, Dictionary<string, string> originals, Activity received, Instant at)
    {
        var id = received.Id ?? "";
        switch (Said.From(received))
        {
            case Said.Words words:
                originals[id] = words.Text;
                lines.Add(new(id, FromBot: false, words.Text, null, false, false, at));
                break;
            case Said.Press press:
                lines.Add(new(id, FromBot: false, press.Text ?? "", press.Kind, false, false, at));
                break;
            case Said.Edited edited:
                Change(lines, edited.Message, line => line.IsDeleted ? line : line with { Text = edited.Text, IsEdited = line.IsEdited || line.Text != edited.Text });
                originals[edited.Message] = edited.Text;
                break;
            case Said.Deleted deleted:
                Change(lines, deleted.Message, line => line with { Text = "", IsDeleted = true });
                break;
            case Said.Restored restored:
                // Some clients bring a message back without its words.
                var text = restored.Text.Length > 0 ? restored.Text : originals.GetValueOrDefault(restored.Message, "");
                Change(lines, restored.Message, line => line with { Text = text, IsDeleted = false });
                break;
        }
    }

    private static void Change(List<TranscriptLine> lines, string id, Func<TranscriptLine, TranscriptLine> change)
    {
        var place = lines.FindLastIndex(line => !line.FromBot && line.Pressed is null && line.Id == id);
        if (place >= 0) lines[place] = change(lines[place]);
    }
}
