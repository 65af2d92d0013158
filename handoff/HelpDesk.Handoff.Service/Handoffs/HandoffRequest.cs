using System.Text.Json;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Handoffs;

/// <summary>
/// A conversation to be handed to people: this shape, or a Bot Framework event activity <c>handoff.initiate</c> (type, name, conversation, from,
/// channelId, locale, value, attachments), whose context becomes the same.
/// </summary>
/// <param name="Conversation">The channel's conversation; while its ticket is open it gets no second one.</param>
/// <param name="Transcript">What was said before, oldest first.</param>
/// <param name="Text">The words that the handoff is about; the person's last ones where they are missing.</param>
/// <param name="Articles">What the bot showed before it gave up.</param>
public sealed record HandoffRequest(
    [Needed] JsonElement? Conversation, string? Person, string? Customer, string? Channel, string? Language, string? Subject, string? Text, string? LastActivity,
    IReadOnlyList<TranscriptLine>? Transcript, IReadOnlyList<ShownArticle>? Articles, string? Category,
    [Choice<Urgency>] string? Urgency, [Choice<Impact>] string? Impact, bool? Vip,
    string? Type, string? Name, JsonElement? From, string? ChannelId, string? Locale, JsonElement? Value, IReadOnlyList<HandoffAttachment>? Attachments);

/// <param name="From">person, bot or a name.</param>
public sealed record TranscriptLine(string? From, string? Text, DateTimeOffset? At);

/// <param name="Verdict">unsaid, helped or did-not-help.</param>
public sealed record ShownArticle(string? Id, string? Title, string? Verdict);

/// <param name="Content">For a transcript: an object with <c>activities</c>.</param>
public sealed record HandoffAttachment(string? Name, string? ContentType, JsonElement? Content);

/// <summary>What has become of a handoff.</summary>
/// <param name="State">waiting, accepted, failed or completed.</param>
/// <param name="Position">1 for the next to be served; null when it does not wait.</param>
/// <param name="Say">For what is not the desk's alone: the way to who solves it, to be said at once.</param>
/// <param name="Status">The same as the Bot Framework's <c>handoff.status</c> event; null while it waits.</param>
public sealed record HandoffView(Guid Ticket, string Number, string State, int? Position, Guid? Agent, string Conversation, string? Say, HandoffStatusActivity? Status);

/// <summary>An event activity as bots know it.</summary>
public sealed record HandoffStatusActivity(string Type, string Name, ConversationAccount Conversation, HandoffStatusValue Value);

public sealed record ConversationAccount(string Id);

/// <param name="State">accepted, failed or completed.</param>
public sealed record HandoffStatusValue(string State, string? Message);
