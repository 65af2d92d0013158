using System.Text.Json;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using Attachment = HelpDesk.Channels.Activities.Attachment;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>One person in one conversation: says things, presses what is shown, reads what came since.</summary>
internal sealed class TalkPerson(TalkDesk desk, string conversation, string user)
{
    private static int s_said;
    private long _read;

    public ConversationId Place { get; } = new(ChannelIds.WebChat, conversation);

    public string Locale { get; set; } = "en-US";

    public PersonId Id => new($"{ChannelIds.WebChat}/{user}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Says it, and gives everything that came back.</summary>
    public Task<string> SayAsync(string text) => TakeAsync(Message() with { Text = text });

    /// <summary>As <see cref="SayAsync"/>, with the id that the channel gave to it.</summary>
    public async Task<(string Id, string Heard)> SayWithIdAsync(string text)
    {
        var message = Message() with { Text = text };
        return (message.Id!, await TakeAsync(message));
    }

    public Task<string> EditAsync(string id, string text) => TakeAsync(Message() with { Type = ActivityTypes.MessageUpdate, Id = id, Text = text });

    public Task<string> TakeBackAsync(string id) => TakeAsync(Message() with { Type = ActivityTypes.MessageDelete, Id = id });

    public Task<string> SendAsync(string? text, params Attachment[] files) => TakeAsync(Message() with { Text = text, Attachments = files });

    /// <summary>Presses the newest button with that title.</summary>
    public async Task<string> PressAsync(string title, string? remark = null)
    {
        var action = (await ActivitiesAsync(0)).Reverse().SelectMany(a => ActionsOf(a)).First(a => a.GetProperty("title").GetString() == title);
        return await PressAsync(action.GetProperty("data"), remark);
    }

    public Task<string> PressAsync(PressKind kind, TicketId ticket) =>
        PressAsync(JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["do"] = PressData.NameOf(kind), ["ticket"] = ticket.ToString() }));

    /// <summary>The buttons under everything that was said so far.</summary>
    public async Task<IReadOnlyList<string>> ButtonsAsync() => [.. (await ActivitiesAsync(0)).SelectMany(a => ActionsOf(a)).Select(a => a.GetProperty("title").GetString()!)];

    /// <summary>What was said since this person last read, one line each.</summary>
    public async Task<string> HearAsync()
    {
        var heard = await ActivitiesAsync(_read);
        _read = await desk.Store.GetStreamVersionAsync(Place.Stream, Ct);
        return string.Join("\n", heard.Select(TextOf));
    }

    public async Task<IReadOnlyList<Activity>> ActivitiesAsync(long after) =>
        [.. (await desk.Store.ReadStreamAsync(Place.Stream, after, 1000, Ct)).Where(e => e.Type == ConversationEvents.Sent).Select(ConversationEvents.Read)];

    /// <summary>Asks for a person about something; gives the ticket.</summary>
    public async Task<Ticket> HandOffAsync(string about = "the lights on my docking station blink green and pink")
    {
        await SayAsync(about);
        await SayAsync("talk to a person");
        return await TicketAsync();
    }

    /// <summary>The newest ticket of this person.</summary>
    public async Task<Ticket> TicketAsync()
    {
        var opened = (await desk.Store.ReadFeedAsync(0, 10_000, Ct)).Where(e => e.Type == "ticket.opened").Select(e => new TicketId(Guid.Parse(e.Stream.Value["ticket/".Length..])));
        foreach (var id in opened.Reverse())
            if (await desk.ReadAsync(id) is var ticket && ticket.Person == Id) return ticket;
        throw new InvalidOperationException("There is no ticket.");
    }

    /// <summary>A ticket in an agent's hands, with a first word.</summary>
    public async Task<Ticket> TalkToAsync(AgentId agent, string about = "the lights on my docking station blink green and pink")
    {
        var ticket = await HandOffAsync(about);
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(agent)), ticket.Id);
        return await desk.ReadAsync(ticket.Id);
    }

    public static string TextOf(Activity activity)
    {
        var speak = activity.Attachments?.FirstOrDefault(a => a.Content is not null)?.Content is { } card ? PressData.StringOf(card, "speak") : null;
        return string.Join(' ', new[] { activity.Text, speak }.Where(t => t is not null));
    }

    private Task<string> PressAsync(JsonElement data, string? remark = null)
    {
        var value = data.Deserialize<Dictionary<string, JsonElement>>()!;
        if (remark is not null) value[PressData.Remark] = JsonSerializer.SerializeToElement(remark);
        return TakeAsync(Message() with { Value = JsonSerializer.SerializeToElement(value) });
    }

    public async Task<string> TakeAsync(Activity activity)
    {
        await HearAsync();
        await desk.Get<TurnQueue>().ReceiveAsync(Place, activity, null, Ct);
        await desk.RunTurnsAsync(Place);
        return await HearAsync();
    }

    private Activity Message() => new()
    {
        Type = ActivityTypes.Message,
        Id = $"m{Interlocked.Increment(ref s_said)}",
        ChannelId = Place.Channel,
        Conversation = new() { Id = Place.Id },
        From = new() { Id = user, Role = "user" },
        Recipient = new() { Id = "helpdesk", Name = "IT Help bot" },
        Locale = Locale,
    };

    private static IEnumerable<JsonElement> ActionsOf(Activity activity) =>
        (activity.Attachments ?? []).Where(a => a.Content is { ValueKind: JsonValueKind.Object }).SelectMany(a => Actions(a.Content!.Value));

    private static IEnumerable<JsonElement> Actions(JsonElement card) => card.TryGetProperty("actions", out var actions) ? actions.EnumerateArray() : [];
}
