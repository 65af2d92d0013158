using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Channels.Connector;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>What is different where the channel is called over its connector.</summary>
public sealed class TeamsTests
{
    private static readonly ChannelAccount Bot = new() { Id = "28:bot", Name = "IT Help" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_left_for_a_chat_of_the_two()
    {
        await using var connector = await TestConnector.StartAsync();
        connector.Rule = request => request.Target == "/v3/conversations" ? TestConnector.Status(201, body: """{"id":"a:own-chat"}""") : null;
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var group = new ConversationId(ChannelIds.Teams, "19:group");

        var heard = await TakeAsync(desk, group, Message(connector, "19:group", "<at>IT Help</at> the big screen flickers green in room Oslo") with { Entities = Mention });
        Assert.Contains("I don't have an answer", heard, StringComparison.Ordinal);
        heard = await TakeAsync(desk, group, Message(connector, "19:group", "<at>IT Help</at> talk to a person") with { Entities = Mention });

        Assert.EndsWith("I have written to you in a chat of our own; we go on there.", heard, StringComparison.Ordinal);
        var own = new ConversationId(ChannelIds.Teams, "a:own-chat");
        var told = await SaidAsync(desk, own);
        Assert.Contains("You asked in a group: “the big screen flickers green in room Oslo”.", told[0].Text, StringComparison.Ordinal);
        Assert.Contains("your ticket is", TalkPerson.TextOf(told[1]), StringComparison.Ordinal);
        Assert.Equal(("a:own-chat", "29:alex"), (told[0].Conversation!.Id, told[0].Recipient!.Id));

        // From here on everything is said there, and nothing in the group.
        var ticket = await TicketAsync(desk);
        Assert.Equal((new PersonId("tenant-1/object-1"), TicketChannel.Teams), (ticket.Person, ticket.Channel));
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), ticket.Id);
        await TakeAsync(desk, own, Message(connector, "a:own-chat", "it is the left one"));
        Assert.Equal("it is the left one", (await desk.HistoryAsync<TicketEvent.CustomerWrote>(ticket.Id))[^1].Text);
        Assert.Contains("Mia has joined", (await SaidAsync(desk, own))[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, (await SaidAsync(desk, group)).Count);
    }

    [Fact]
    public async Task An_agents_correction_changes_the_message_itself()
    {
        await using var connector = await TestConnector.StartAsync();
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var own = new ConversationId(ChannelIds.Teams, "a:own-chat");
        await TakeAsync(desk, own, Message(connector, "a:own-chat", "the big screen flickers green in room Oslo"));
        await TakeAsync(desk, own, Message(connector, "a:own-chat", "agent"));
        var ticket = await TicketAsync(desk);
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), ticket.Id);
        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "Press F13.", Actor.Of(mia)), ticket.Id);
        var said = (await SaidAsync(desk, own))[^1];

        await desk.DoAsync(new TicketCommand.Amend(new("r1"), "Press F12.", Actor.Of(mia)), ticket.Id);
        await desk.DoAsync(new TicketCommand.Amend(new("r1"), null, Actor.Of(mia)), ticket.Id);

        var all = await SaidAsync(desk, own);
        Assert.Equal((ActivityTypes.MessageUpdate, said.Id, "**Mia:** Press F12."), (all[^2].Type, all[^2].Id, all[^2].Text));
        Assert.Equal((ActivityTypes.MessageDelete, said.Id), (all[^1].Type, all[^1].Id));
    }

    private static Entity[] Mention =>
        [System.Text.Json.JsonSerializer.Deserialize("""{"type":"mention","mentioned":{"id":"28:bot"},"text":"<at>IT Help</at>"}""", ActivityJson.Default.Entity)!];

    private static Activity Message(TestConnector connector, string conversation, string text) => new()
    {
        Type = ActivityTypes.Message,
        Id = Guid.NewGuid().ToString(),
        ChannelId = ChannelIds.Teams,
        ServiceUrl = connector.ServiceUrl,
        Text = text,
        From = new() { Id = "29:alex", Name = "Alex Wilber", AadObjectId = "object-1" },
        Recipient = Bot,
        Conversation = new() { Id = conversation, ConversationType = conversation == "19:group" ? "groupChat" : "personal", IsGroup = conversation == "19:group" ? true : null, TenantId = "tenant-1" },
        Locale = "en-US",
    };

    private static async Task<string> TakeAsync(TalkDesk desk, ConversationId place, Activity activity)
    {
        await desk.Get<TurnQueue>().ReceiveAsync(place, activity, null, Ct);
        await desk.RunTurnsAsync(place);
        return (await SaidAsync(desk, place)) is [.., var last] ? TalkPerson.TextOf(last) : "";
    }

    private static async Task<IReadOnlyList<Activity>> SaidAsync(TalkDesk desk, ConversationId place) =>
        [.. (await desk.Store.ReadStreamAsync(place.Stream, 0, 1000, Ct)).Where(e => e.Type == ConversationEvents.Sent).Select(ConversationEvents.Read)];

    private static async Task<Ticket> TicketAsync(TalkDesk desk)
    {
        var opened = (await desk.Store.ReadFeedAsync(0, 10_000, Ct)).Last(e => e.Type == "ticket.opened");
        return await desk.ReadAsync(new TicketId(Guid.Parse(opened.Stream.Value["ticket/".Length..])));
    }
}
