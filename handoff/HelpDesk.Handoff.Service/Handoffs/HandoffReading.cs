using System.Globalization;
using System.Text;
using System.Text.Json;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Handoffs;

/// <summary>A handoff as the ticket that is to be opened. Pure.</summary>
internal static class HandoffReading
{
    private const string Initiate = "handoff.initiate";
    private const int LongestNote = 60_000;

    public static OpenOrder Read(HandoffRequest r, DeskPolicy policy, Actor bot, Fields fields)
    {
        if (r.Type is not null && (r.Type != "event" || r.Name != Initiate)) fields.Add("name", "It is no handoff.", $"Send an event named {Initiate}.");
        var lines = r.Transcript ?? TranscriptOf(r.Attachments);
        var conversation = fields.Need("conversation", IdOf(r.Conversation), 2000);
        var text = fields.Text("text", r.Text ?? ContextText(r.Value) ?? lines.LastOrDefault(l => l.From == "person")?.Text, 64_000);
        var subject = fields.Text("subject", r.Subject) ?? TicketEndpoints.FirstLine(text);
        if (subject is null) fields.Add("subject", "It is missing.", "Give a subject, a text, or a transcript with the person's words.");
        return new OpenOrder(
            TicketKind.Incident, ChannelOf(r.Channel ?? r.ChannelId, fields), new PersonId(fields.Need("person", r.Person ?? IdOf(r.From), 400)),
            TicketEndpoints.CustomerOf(r.Customer, policy, fields), subject ?? "", r.Text is null && lines.Count > 0 ? null : text, bot)
        {
            Language = fields.Text("language", (r.Language ?? r.Locale)?.Split('-')[0].ToLowerInvariant(), 10),
            Transcript = new TranscriptReference(conversation, r.LastActivity),
            Before = lines.Count == 0 ? null : Note(lines),
            Articles = [.. (r.Articles ?? []).Where(a => a.Id is not null).Select(a => new ArticleShown(
                new ArticleId(a.Id!), a.Title ?? a.Id!, fields.Choice<ArticleVerdict>("articles.verdict", a.Verdict) ?? ArticleVerdict.Unsaid))],
            Category = r.Category is null ? null : new CategoryId(r.Category),
            Urgency = fields.Choice<Urgency>("urgency", r.Urgency),
            Impact = fields.Choice<Impact>("impact", r.Impact),
            IsVip = r.Vip ?? false,
        };
    }

    private static TicketChannel ChannelOf(string? channel, Fields fields) => channel switch
    {
        null or "directline" or "emulator" or "webchat" => TicketChannel.WebChat,
        "msteams" => TicketChannel.Teams,
        _ => fields.Choice<TicketChannel>("channel", channel) ?? TicketChannel.WebChat,
    };

    /// <summary>A text, or an account with an id.</summary>
    private static string? IdOf(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } account when account.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String => id.GetString(),
        _ => null,
    };

    /// <summary>The context of <c>handoff.initiate</c> is the bot's own; the usual names for what the person said are understood.</summary>
    private static string? ContextText(JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.Object } context)
            foreach (var name in (ReadOnlySpan<string>)["text", "Text", "issue", "Issue", "Skill", "skill"])
                if (context.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String)
                    return found.GetString();
        return null;
    }

    private static IReadOnlyList<TranscriptLine> TranscriptOf(IReadOnlyList<HandoffAttachment>? attachments)
    {
        var content = attachments?.FirstOrDefault(a => string.Equals(a.Name, "Transcript", StringComparison.OrdinalIgnoreCase))?.Content;
        if (content is not { ValueKind: JsonValueKind.Object } transcript || !transcript.TryGetProperty("activities", out var activities) || activities.ValueKind != JsonValueKind.Array) return [];
        return [.. activities.EnumerateArray().Select(LineOf).OfType<TranscriptLine>()];
    }

    private static TranscriptLine? LineOf(JsonElement activity)
    {
        if (activity.ValueKind != JsonValueKind.Object || !activity.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String) return null;
        var isBot = activity.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Object && from.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && role.GetString() == "bot";
        DateTimeOffset? at = activity.TryGetProperty("timestamp", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var known) ? known : null;
        return new(isBot ? "bot" : "person", text.GetString(), at);
    }

    /// <summary>The newest lines count most: of a very long talk its end is kept.</summary>
    private static string Note(IReadOnlyList<TranscriptLine> lines)
    {
        var note = new StringBuilder();
        foreach (var line in lines.Where(l => !string.IsNullOrWhiteSpace(l.Text)))
            note.Append(CultureInfo.InvariantCulture, $"{(line.At is { } at ? $"{at.ToUniversalTime():HH:mm} " : "")}{line.From ?? "person"}: {line.Text!.Trim()}\n");
        return note.Length <= LongestNote ? note.ToString() : "…" + note.ToString(note.Length - LongestNote, LongestNote);
    }
}
