using System.Text;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Relay;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Live;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;
using Attachment = HelpDesk.Channels.Activities.Attachment;
using Blobs = HelpDesk.Handoff.Service.Talk.BlobFolder;

namespace HelpDesk.Tests.Bot.Relay;

public sealed partial class AwkwardTalkTests
{
    [Fact]
    public async Task Nobody_is_on_shift_and_it_is_said_when_somebody_is()
    {
        await using var desk = await TalkDesk.StartAsync();
        var week = new Dictionary<string, IReadOnlyList<string>> { ["tue"] = ["08:00-16:00"], ["wed"] = ["08:00-16:00"] };
        await desk.ArriveAsync("Mia Berg", new AgentShifts("Europe/Berlin", week), Presence.Offline);
        var alex = desk.Person();

        await alex.SayAsync(Docking);

        Assert.Contains("Nobody is on shift right now. Somebody is back tomorrow at 8:00", Spaces(await alex.SayAsync("agent")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_without_agents_takes_the_ticket_and_promises_nothing()
    {
        await using var desk = await TalkDesk.StartAsync(null, ("Desk:Contact", "phone 4357"));
        var alex = desk.Person();
        await alex.SayAsync(Docking);

        var told = await alex.SayAsync("agent");

        Assert.Contains("To be honest, nobody answers in this chat at the moment", told, StringComparison.Ordinal);
        Assert.Contains("phone 4357", told, StringComparison.Ordinal);
        Assert.Equal(TicketStatus.Queued, (await alex.TicketAsync()).Status);
    }

    [Fact]
    public async Task The_expected_wait_comes_from_waits_that_were()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        for (var n = 0; n < 3; n++)
        {
            var other = desk.Person($"dl_{n}");
            var ticket = await other.TalkToAsync(mia);
            desk.Clock.Advance(TimeSpan.FromMinutes(4));
            await desk.DoAsync(new TicketCommand.Reply(new($"r{n}"), "Hello", Actor.Of(mia)), ticket.Id);
            await desk.DoAsync(new TicketCommand.Resolve("Done.", "fixed", null, Actor.Of(mia)), ticket.Id);
        }
        var alex = desk.Person();
        await alex.SayAsync(Docking);

        Assert.Contains("You are next. Lately it took about 4 minutes until somebody answered.", await alex.SayAsync("agent"), StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var sam = desk.Person("dl_sam");
        await sam.SayAsync(Docking);
        Assert.Contains("You are number 2 in line.", await sam.SayAsync("agent"), StringComparison.Ordinal);
        Assert.Contains("You are in line already. You are number 2 in line.", await sam.SayAsync("agent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_a_person_before_saying_anything()
    {
        await using var desk = await TalkDesk.StartAsync();
        var alex = desk.Person();

        Assert.Contains("what should they know?", await alex.SayAsync("agent"), StringComparison.Ordinal);
        Assert.Contains("your ticket is", await alex.SayAsync("my badge opens no doors since monday"), StringComparison.Ordinal);

        Assert.Equal("my badge opens no doors since monday", (await alex.TicketAsync()).Subject);
    }

    [Fact]
    public async Task Insists_on_a_person_and_says_nothing_else()
    {
        await using var desk = await TalkDesk.StartAsync();
        var alex = desk.Person();
        await alex.SayAsync("agent");

        Assert.Contains("your ticket is", await alex.SayAsync("AGENT!!"), StringComparison.Ordinal);
        Assert.Equal("Wants to talk to a person", (await alex.TicketAsync()).Subject);
    }

    [Fact]
    public async Task Ends_the_chat_and_hears_of_the_answer_all_the_same()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);

        Assert.Contains($"You have left the talk with Mia. {ticket.Number} stays open", await alex.SayAsync("end chat"), StringComparison.Ordinal);
        Assert.Contains("VPN drops", await alex.SayAsync("vpn drops every 5 minutes"), StringComparison.Ordinal);
        Assert.Contains("ended the chat", (await desk.HistoryAsync<TicketEvent.Noted>(ticket.Id))[^1].Text, StringComparison.Ordinal);

        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "A new cable is on your desk.", Actor.Of(mia)), ticket.Id);
        Assert.Equal("**Mia:** A new cable is on your desk.\nTo answer Mia, press the button; otherwise you talk to the bot.", await alex.HearAsync());
        Assert.Contains("What you write now goes to Mia", await alex.PressAsync($"Answer Mia · {ticket.Number}"), StringComparison.Ordinal);
        Assert.Equal("", await alex.SayAsync("thank you!"));
    }

    [Fact]
    public async Task Edits_and_takes_back_what_was_passed_on()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        var (id, _) = await alex.SayWithIdAsync("it is a WD91");

        Assert.Equal("", await alex.EditAsync(id, "it is a WD19"));
        Assert.Equal("", await alex.TakeBackAsync(id));

        Assert.Equal([(id, "it is a WD19"), (id, null)], (await desk.HistoryAsync<TicketEvent.Amended>(ticket.Id)).Select(a => (a.Message.Value, a.Text)));
    }

    [Fact]
    public async Task The_agent_corrects_and_takes_back_a_message()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "Press F13.", Actor.Of(mia)), ticket.Id);
        await alex.HearAsync();

        await desk.DoAsync(new TicketCommand.Amend(new("r1"), "Press F12.", Actor.Of(mia)), ticket.Id);
        Assert.Equal("Mia corrected a message: Press F12.", await alex.HearAsync());
        await desk.DoAsync(new TicketCommand.Amend(new("r1"), null, Actor.Of(mia)), ticket.Id);
        Assert.Equal("Mia took a message back.", await alex.HearAsync());
    }

    [Fact]
    public async Task A_file_goes_along_and_one_that_is_too_large_is_told_of()
    {
        await using var desk = await TalkDesk.StartAsync(null, ("Handoff:MaxAttachmentBytes", "4096"));
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        var (small, large) = (await UploadAsync(desk, alex, "screen.png", 100), await UploadAsync(desk, alex, "video.mp4", 5000));

        Assert.StartsWith("“video.mp4” was not passed on: a file may have", await alex.SendAsync("this is what I see", small, large), StringComparison.Ordinal);

        var wrote = (await desk.HistoryAsync<TicketEvent.CustomerWrote>(ticket.Id))[^1];
        Assert.Equal(("this is what I see", "screen.png"), (wrote.Text, Assert.Single(wrote.Attachments).Name));
        Assert.StartsWith("“screen.png” could not be opened", await alex.SendAsync(null, small with { ContentUrl = small.ContentUrl!.Replace("&s=", "&s=x", StringComparison.Ordinal) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agents_file_arrives_with_an_address_that_is_signed()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        using var content = new MemoryStream("steps"u8.ToArray());
        var blob = (await desk.Get<Blobs>().KeepAsync(content, Ct))!.Value.Hash;

        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "See the steps.", Actor.Of(mia)) { Attachments = [new("steps.txt", "text/plain", blob)] }, ticket.Id);

        var file = Assert.Single((await alex.ActivitiesAsync(0))[^1].Attachments!);
        Assert.StartsWith("https://help.example.com/v3/directline/attachments/", file.ContentUrl, StringComparison.Ordinal);
        Assert.Equal(blob, (await desk.Get<AttachmentLinks>().ReadAsync(alex.Place.Id, file.ContentUrl!, Ct))!.Hash);
    }

    [Fact]
    public async Task Changes_the_language_in_the_middle_of_a_talk()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        alex.Locale = "de-DE";
        await alex.SayAsync("geht immer noch nicht");

        await desk.DoAsync(new TicketCommand.Pause(PauseReason.Scheduled, "Part comes", Instant.FromUtc(2026, 3, 4, 8, 30), Actor.Of(mia)), ticket.Id);

        // The words are English until somebody translates them; days and times are the person's already.
        Assert.Equal($"Mia goes on with {ticket.Number} on Mittwoch, 4. März at 09:30.", await alex.HearAsync());
    }

    [Fact]
    public async Task Looks_at_tickets_and_adds_to_one()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        Assert.StartsWith("You have no tickets.", await alex.SayAsync("my tickets"), StringComparison.Ordinal);
        var ticket = await alex.HandOffAsync();
        await alex.PressAsync("Answer me later");
        var other = await alex.HandOffAsync("my chair squeaks when the scanner beeps");
        await alex.PressAsync("Answer me later");

        Assert.Contains($"{ticket.Number} · {Docking} · waiting for somebody to take it", await alex.SayAsync("my tickets"), StringComparison.Ordinal);
        var details = Spaces(await alex.PressAsync(ticket.Number));
        Assert.Contains("Next answer due today at", details, StringComparison.Ordinal);
        Assert.Contains("Why then: ", details, StringComparison.Ordinal);
        Assert.Contains("your next message is added", await alex.PressAsync("Add something"), StringComparison.Ordinal);
        Assert.Equal($"I've added that to {ticket.Number}.", await alex.SayAsync("it also hums"));
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), other.Id);
        Assert.Equal([Docking, "it also hums"], await WordsAsync(desk, ticket.Id));
    }

    [Fact]
    public async Task Somebody_elses_ticket_is_nobody_elses_business()
    {
        await using var desk = await TalkDesk.StartAsync();
        var (alex, sam) = (desk.Person(), desk.Person("dl_sam"));
        var ticket = await alex.HandOffAsync();

        foreach (var kind in (PressKind[])[PressKind.Details, PressKind.CancelTicket, PressKind.Fixed, PressKind.Rate, PressKind.Comment, PressKind.Switch])
            Assert.StartsWith("I can't find that ticket among yours", await sam.PressAsync(kind, ticket.Id), StringComparison.Ordinal);

        Assert.Equal(TicketStatus.Queued, (await desk.ReadAsync(ticket.Id)).Status);
    }

    [Fact]
    public async Task Phishing_goes_to_the_security_team_at_once()
    {
        await using var desk = await TalkDesk.StartAsync();
        var alex = desk.Person();

        var told = await alex.SayAsync("I clicked a link in a suspicious mail and entered my password");

        Assert.Contains("This one is for the security team, and it cannot wait.", told, StringComparison.Ordinal);
        var ticket = await alex.TicketAsync();
        Assert.Contains($"I've told them: the ticket is {ticket.Number}, priority P1.", told, StringComparison.Ordinal);
        Assert.Equal((Priority.P1, "security"), (ticket.Priority, ticket.Queue!.Value.Value));
        Assert.Contains("I've added that", await alex.SayAsync("the sender was payroll@examp1e.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pay_is_not_the_desks_and_has_a_way()
    {
        await using var desk = await TalkDesk.StartAsync();
        var alex = desk.Person();

        Assert.StartsWith("Payroll can help you with that: payroll@example.com.", await alex.SayAsync("my payslip is wrong this month"), StringComparison.Ordinal);
        // Who goes on about it means what the desk does solve.
        Assert.DoesNotContain("Payroll can help", await alex.SayAsync("I mean the payslip page shows error 500"), StringComparison.Ordinal);
        Assert.Contains("your ticket is", await alex.SayAsync("agent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_was_taken_out_and_what_was_said_comes_when_it_is_back()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        await alex.HearAsync();
        await desk.Store.CommitAsync(new Commit(Instant.MinValue) { Writes = [new Write.Put(Departure.KeyOf(alex.Place), "{}"u8.ToArray())] }, Ct);

        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "Are you there?", Actor.Of(mia)), ticket.Id);
        Assert.Equal("", await alex.HearAsync());
        Assert.Equal(TimeSpan.FromMinutes(1), await desk.Get<RelayStep>().TakeAsync(ticket.Id, 0, Ct));
        await desk.Store.CommitAsync(new Commit(Instant.MinValue) { Writes = [new Write.Delete(Departure.KeyOf(alex.Place))] }, Ct);
        await desk.RelayAsync();

        Assert.Equal("**Mia:** Are you there?", await alex.HearAsync());
    }

    [Fact]
    public async Task The_same_turn_taken_twice_opens_one_ticket_and_says_one_thing()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        await alex.SayAsync(Docking);
        // The process dies after the ticket was opened and before the turn was written; an agent is faster than the restart.
        var asked = new Activity { Type = ActivityTypes.Message, Id = "again", ChannelId = alex.Place.Channel, Text = "agent", From = new() { Id = "dl_alex" }, Recipient = new() { Id = "helpdesk" }, Conversation = new() { Id = alex.Place.Id } };
        var record = await desk.Store.GetAsync(new DocumentKey("conversation", alex.Place.ToString()), Instant.MinValue, Ct);
        var state = System.Text.Json.JsonDocument.Parse(record!.Json).RootElement.GetProperty("state").GetRawText();
        await desk.Get<ITurnHandler>().HandleAsync(new Turn(alex.Place, asked, Encoding.UTF8.GetBytes(state), Instant.FromDateTimeOffset(desk.Clock.GetUtcNow())), Ct);
        var ticket = await alex.TicketAsync();
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), ticket.Id);
        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "Hello!", Actor.Of(mia)), ticket.Id);
        Assert.Equal("", await alex.HearAsync());

        var heard = await alex.TakeAsync(asked);

        Assert.Equal(ticket.Id, (await alex.TicketAsync()).Id);
        Assert.Equal(2, heard.Split(ticket.Number).Length - 1);
        Assert.EndsWith($"brings you back to me.\n**Mia:** Hello!", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_see_that_the_other_types()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        var (shown, heard) = (new List<string>(), new List<LiveSignal>());
        using var watch = ConversationSignals.Watch(desk.Store, alex.Place, s => { if (!s.Payload.IsEmpty) shown.Add(Encoding.UTF8.GetString(s.Payload.Span)); });
        using var listen = desk.Get<LiveSignals>().Listen(heard.Add);

        await desk.Get<RelayStep>().TypeAsync(ticket.Id, Ct);
        await desk.Get<ITurnHandler>().HearPassingAsync(alex.Place, new Activity { Type = ActivityTypes.Typing, ChannelId = alex.Place.Channel, From = new() { Id = "dl_alex" } }, Ct);

        Assert.Contains("\"type\":\"typing\"", Assert.Single(shown), StringComparison.Ordinal);
        Assert.Equal(new LiveSignal("typing", ticket.Id.Value, null), Assert.Single(heard));
    }

    private static async Task<Attachment> UploadAsync(TalkDesk desk, TalkPerson person, string name, int bytes)
    {
        using var content = new MemoryStream(new byte[bytes]);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(new byte[bytes]));
        using (var staged = await desk.Get<HelpDesk.Channels.DirectLine.BlobFolder>().TryStageAsync(content, 1 << 20, Ct)) staged!.Keep();
        return new() { Name = name, ContentType = "image/png", ContentUrl = await desk.Get<AttachmentLinks>().SignAsync("https://help.example.com", person.Place.Id, new(hash, name, "image/png"), Ct) };
    }

    // Times are written with a narrow space before AM and PM.
    private static string Spaces(string text) => text.Replace('\u202f', ' ');
}
