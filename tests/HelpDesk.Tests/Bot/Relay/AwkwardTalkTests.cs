using HelpDesk.Bot.Dialogs;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>Talks that do not go as planned. In each of them the person knows what happens next, and no word is lost.</summary>
public sealed partial class AwkwardTalkTests
{
    private const string Docking = "the lights on my docking station blink green and pink";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaves_while_waiting_and_is_answered_later_in_the_same_chat()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg", presence: Presence.Busy);
        var alex = desk.Person();
        var ticket = await alex.HandOffAsync();

        Assert.Contains($"{ticket.Number} stays in line", await alex.PressAsync("Answer me later"), StringComparison.Ordinal);
        Assert.Contains("VPN drops", await alex.SayAsync("vpn drops every 5 minutes"), StringComparison.Ordinal);

        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), ticket.Id);
        Assert.Contains("Mia has joined", await alex.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await alex.SayAsync("great, it blinks faster now"));
        Assert.Equal("great, it blinks faster now", (await desk.HistoryAsync<TicketEvent.CustomerWrote>(ticket.Id))[^1].Text);
    }

    [Fact]
    public async Task Cancels_while_waiting()
    {
        await using var desk = await TalkDesk.StartAsync();
        var alex = desk.Person();
        var ticket = await alex.HandOffAsync();

        Assert.Contains($"{ticket.Number} is cancelled", await alex.SayAsync("never mind"), StringComparison.Ordinal);

        Assert.Equal(CancelReason.Left, (await desk.ReadAsync(ticket.Id)).CancelReason);
        Assert.Contains("VPN drops", await alex.SayAsync("vpn drops every 5 minutes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_back_from_another_device_in_the_middle_of_a_talk()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var (laptop, phone) = (desk.Person(conversation: "laptop"), desk.Person(conversation: "phone"));
        var ticket = await laptop.TalkToAsync(mia);
        await laptop.HearAsync();

        Assert.Equal($"You are talking with Mia about {ticket.Number}. We go on here.", await phone.SayAsync("I'm on my phone now"));
        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "No problem.", Actor.Of(mia)), ticket.Id);

        Assert.Equal("**Mia:** No problem.", await phone.HearAsync());
        Assert.Equal("", await laptop.HearAsync());
        Assert.Equal("I'm on my phone now", (await desk.HistoryAsync<TicketEvent.CustomerWrote>(ticket.Id))[^1].Text);
    }

    [Fact]
    public async Task Answers_a_card_of_the_bot_while_an_agent_is_on()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        await alex.SayAsync("outlook crashes on start");
        await alex.SayAsync("agent");
        var ticket = await alex.TicketAsync();
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), ticket.Id);

        Assert.Contains("glad that “Outlook crashes when it starts” did it", await alex.PressAsync("Yes"), StringComparison.Ordinal);
        Assert.Equal("", await alex.SayAsync("it works after all, thanks"));
    }

    [Fact]
    public async Task Presses_fixed_on_an_old_card_after_it_was_reopened()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);

        Assert.Contains($"{ticket.Number} is open again", await alex.PressAsync("No, not yet"), StringComparison.Ordinal);

        Assert.Contains("waiting for somebody to take it", await alex.PressAsync("Yes, it's fixed"), StringComparison.Ordinal);
        Assert.Equal(TicketStatus.Queued, (await desk.ReadAsync(ticket.Id)).Status);
    }

    [Fact]
    public async Task Confirms_twice_and_rates_twice()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);

        Assert.Contains("How was the help?", await alex.SayAsync("yes"), StringComparison.Ordinal);
        Assert.Contains("How was the help?", await alex.PressAsync("Yes, it's fixed"), StringComparison.Ordinal);
        Assert.StartsWith("Thanks for being honest", await alex.SayAsync("2 too slow"), StringComparison.Ordinal);
        Assert.StartsWith("You have rated this one already", await alex.PressAsync("5"), StringComparison.Ordinal);

        var closed = await desk.ReadAsync(ticket.Id);
        Assert.Equal((2, "too slow"), (closed.Rating, (await desk.HistoryAsync<TicketEvent.Surveyed>(ticket.Id)).Single().Comment));
    }

    [Fact]
    public async Task Says_in_words_that_it_is_not_fixed()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);

        Assert.Contains("ahead of others. You are next.", await alex.SayAsync("it still does not work"), StringComparison.Ordinal);

        Assert.Equal("it still does not work", (await desk.HistoryAsync<TicketEvent.Reopened>(ticket.Id)).Single().Reason);
    }

    [Fact]
    public async Task Asks_something_new_instead_of_confirming_and_it_closes_by_itself()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);
        Assert.Contains("closes by itself on Thursday, March 5", await LastAskedAsync(alex), StringComparison.Ordinal);

        Assert.Contains("VPN drops", await alex.SayAsync("vpn drops every 5 minutes"), StringComparison.Ordinal);
        Assert.Contains("glad that “VPN drops or disconnects” did it", await alex.SayAsync("yes"), StringComparison.Ordinal);
        Assert.Equal(TicketStatus.Resolved, (await desk.ReadAsync(ticket.Id)).Status);

        desk.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await desk.WorkAsync();
        Assert.Contains($"I've closed {ticket.Number}, because nobody said that it is not fixed. Until Monday, March 9", (await alex.HearAsync()).Replace("on Monday", "Monday", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"{ticket.Number} is open again", await alex.PressAsync("Reopen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wants_a_ticket_back_after_too_long_and_gets_one_that_follows_it()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);
        await alex.SayAsync("yes");

        desk.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Contains($"{ticket.Number} was resolved too long ago to be reopened, so I opened a new ticket", await alex.PressAsync(PressKind.NotFixed, ticket.Id), StringComparison.Ordinal);

        Assert.Equal(ticket.Id, (await alex.TicketAsync()).Follows);
    }

    [Fact]
    public async Task Writes_to_a_closed_ticket_by_its_number()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);
        await alex.SayAsync("yes");

        Assert.Contains("is closed, so that did not go to anybody. Reopen it", await alex.SayAsync($"{ticket.Number}: it blinks again"), StringComparison.Ordinal);
        Assert.Contains("is open again", await alex.PressAsync("Reopen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thanks_after_the_resolution_confirm_nothing()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await ResolvedAsync(desk, alex, mia);

        Assert.StartsWith("You're welcome", await alex.SayAsync("thanks a lot"), StringComparison.Ordinal);
        Assert.Equal(TicketStatus.Resolved, (await desk.ReadAsync(ticket.Id)).Status);
        Assert.Contains("is closed", await alex.SayAsync("yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_twice_about_the_same_and_gets_one_ticket()
    {
        await using var desk = await TalkDesk.StartAsync();
        var alex = desk.Person();
        var ticket = await alex.HandOffAsync();
        await alex.PressAsync("Answer me later");

        Assert.StartsWith("Good. I'll tell you the moment somebody joins.", await alex.SayAsync("talk to a person"), StringComparison.Ordinal);

        Assert.Equal(ticket.Id, (await alex.TicketAsync()).Id);
    }

    [Fact]
    public async Task Two_matters_at_once_stay_apart()
    {
        await using var desk = await TalkDesk.StartAsync();
        var (mia, ben) = (await desk.ArriveAsync("Mia Berg"), await desk.ArriveAsync("Ben Ode"));
        var alex = desk.Person();
        var first = await alex.HandOffAsync();
        await alex.PressAsync("Answer me later");
        var second = await alex.HandOffAsync("my chair squeaks when the scanner beeps");
        Assert.NotEqual(first.Id, second.Id);

        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(ben)), second.Id);
        await alex.HearAsync();
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), first.Id);
        Assert.Equal($"Mia has joined about {first.Number}. What you write still goes to Ben; to answer Mia, press the button.", await alex.HearAsync());

        Assert.Equal($"→ Ben, {second.Number}", await alex.SayAsync("the scanner is on floor 2"));
        Assert.Contains($"What you write now goes to Mia, about {first.Number}", await alex.PressAsync($"Answer Mia · {first.Number}"), StringComparison.Ordinal);
        Assert.Equal($"→ Mia, {first.Number}", await alex.SayAsync("it is plugged in"));
        Assert.Equal($"→ Ben, {second.Number}", await alex.SayAsync($"{second.Number} and it beeps twice"));
        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "Which one?", Actor.Of(ben)), second.Id);
        Assert.Equal($"**Ben · {second.Number}:** Which one?", await alex.HearAsync());

        Assert.Equal(["my chair squeaks when the scanner beeps", "the scanner is on floor 2", "and it beeps twice"], await WordsAsync(desk, second.Id));
        Assert.Equal([Docking, "it is plugged in"], await WordsAsync(desk, first.Id));
    }

    [Fact]
    public async Task The_agent_leaves_and_the_person_is_next_in_line()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        await alex.HearAsync();

        await desk.DoAsync(new TicketCommand.ReturnToQueue(mia, ReturnReason.ShiftEnded, Instant.FromDateTimeOffset(desk.Clock.GetUtcNow()), Actor.Desk), ticket.Id);
        Assert.Equal($"Mia had to leave. You are at the head of the line again, and nothing is lost. I'll tell you when somebody else joins {ticket.Number}.", await alex.HearAsync());

        Assert.Contains($"I've added that to {ticket.Number}.", await alex.SayAsync("it blinks blue now"), StringComparison.Ordinal);
        Assert.Contains("it blinks blue now", await WordsAsync(desk, ticket.Id));
    }

    [Fact]
    public async Task A_silent_agent_loses_the_chat_and_the_person_is_told()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        await alex.SayAsync("hello?");
        await desk.WorkAsync();

        desk.Clock.Advance(TimeSpan.FromMinutes(6));
        await desk.WorkAsync();

        Assert.Contains("Mia had to leave. You are at the head of the line again", await alex.HearAsync(), StringComparison.Ordinal);
        Assert.True((await desk.ReadAsync(ticket.Id)).AtHead);
    }

    [Fact]
    public async Task The_agent_transfers_twice()
    {
        await using var desk = await TalkDesk.StartAsync();
        var (mia, ben) = (await desk.ArriveAsync("Mia Berg"), await desk.ArriveAsync("Ben Ode"));
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        await alex.HearAsync();

        await desk.DoAsync(new TicketCommand.Transfer(new QueueId("technical"), null, "Needs a driver", Actor.Of(mia)), ticket.Id);
        Assert.Contains($"{ticket.Number} has been handed to the team “Technical support”, with everything said so far.", await alex.HearAsync(), StringComparison.Ordinal);
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(ben)), ticket.Id);
        Assert.Contains("Ben has joined", await alex.HearAsync(), StringComparison.Ordinal);
        await desk.DoAsync(new TicketCommand.Transfer(new QueueId("specialists"), null, "Firmware", Actor.Of(ben)), ticket.Id);
        Assert.Contains("the team “Specialists”", await alex.HearAsync(), StringComparison.Ordinal);
        Assert.Contains("I've added that", await alex.SayAsync("it is a WD19"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_agent_takes_over()
    {
        await using var desk = await TalkDesk.StartAsync();
        var (mia, ben) = (await desk.ArriveAsync("Mia Berg"), await desk.ArriveAsync("Ben Ode"));
        var alex = desk.Person();
        var ticket = await alex.TalkToAsync(mia);
        await alex.HearAsync();

        await desk.DoAsync(new TicketCommand.TakeOver(mia, Actor.Of(ben)), ticket.Id);

        Assert.Equal($"Ben has taken over {ticket.Number} and has read everything so far. What you write now goes to Ben.", await alex.HearAsync());
    }

    private static async Task<string> LastAskedAsync(TalkPerson person) => TalkPerson.TextOf((await person.ActivitiesAsync(0))[^1]);

    private static async Task<IEnumerable<string>> WordsAsync(TalkDesk desk, TicketId ticket) => (await desk.HistoryAsync<TicketEvent.CustomerWrote>(ticket)).Select(w => w.Text);

    private static async Task<Ticket> ResolvedAsync(TalkDesk desk, TalkPerson person, AgentId agent)
    {
        var ticket = await person.TalkToAsync(agent);
        await desk.DoAsync(new TicketCommand.Resolve("Tightened the cable.", "fixed", null, Actor.Of(agent)), ticket.Id);
        await person.HearAsync();
        return await desk.ReadAsync(ticket.Id);
    }
}
