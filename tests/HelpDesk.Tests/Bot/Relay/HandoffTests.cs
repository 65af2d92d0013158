using HelpDesk.Handoff.Tickets;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Tests.Bot.Relay;

public sealed class HandoffTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_question_to_the_survey()
    {
        await using var desk = await TalkDesk.StartAsync();
        var mia = await desk.ArriveAsync("Mia Berg");
        var alex = desk.Person();

        // The bot tries, and what it tried goes along.
        Assert.Contains("Outlook crashes when it starts", await alex.SayAsync("outlook crashes on start"), StringComparison.Ordinal);
        await alex.SayAsync("no");
        var told = await alex.SayAsync("talk to a person");
        var ticket = await alex.TicketAsync();
        Assert.Contains($"your ticket is {ticket.Number}, “outlook crashes on start”", told, StringComparison.Ordinal);
        Assert.Contains("You are next. I can't say how long it will take", told, StringComparison.Ordinal);
        Assert.Equal(TicketStatus.Queued, ticket.Status);
        Assert.Equal(("outlook-crash", ArticleVerdict.DidNotHelp), (ticket.Articles[0].Article.Value, ticket.Articles[0].Verdict));
        Assert.Contains("person: outlook crashes on start", (await desk.HistoryAsync<TicketEvent.Noted>(ticket.Id))[0].Text, StringComparison.Ordinal);

        // An agent joins; the bot is silent.
        await desk.WorkAsync();
        await desk.DoAsync(new TicketCommand.Accept(Actor.Of(mia)), ticket.Id);
        Assert.Equal($"Mia has joined about {ticket.Number}. What you write now goes to Mia; “end chat” brings you back to me.", await alex.HearAsync());
        Assert.Equal("", await alex.SayAsync("it still crashes after step 3"));
        await desk.DoAsync(new TicketCommand.Reply(new("r1"), "Please hold *Ctrl* while it starts.", Actor.Of(mia)), ticket.Id);
        Assert.Equal("**Mia:** Please hold \\*Ctrl\\* while it starts.", await alex.HearAsync());
        Assert.Equal("", await alex.SayAsync("help"));
        Assert.Equal(["outlook crashes on start", "it still crashes after step 3", "help"], (await desk.HistoryAsync<TicketEvent.CustomerWrote>(ticket.Id)).Select(w => w.Text));

        // Resolved, confirmed, rated, and back to the bot.
        await desk.DoAsync(new TicketCommand.Resolve("Turned the add-in off.", "fixed", null, Actor.Of(mia)), ticket.Id);
        Assert.Contains("Turned the add-in off.\n\nIs it fixed? If I hear nothing", await alex.HearAsync(), StringComparison.Ordinal);
        Assert.Contains("is closed. How was the help?", await alex.PressAsync("Yes, it's fixed"), StringComparison.Ordinal);
        Assert.StartsWith("Thanks", await alex.PressAsync("5", "Mia was quick"), StringComparison.Ordinal);
        var closed = await desk.ReadAsync(ticket.Id);
        Assert.Equal((TicketStatus.Closed, 5), (closed.Status, closed.Rating));
        Assert.Equal("Mia was quick", (await desk.HistoryAsync<TicketEvent.Surveyed>(ticket.Id))[0].Comment);
        Assert.Contains("VPN drops or disconnects", await alex.SayAsync("vpn drops every 5 minutes"), StringComparison.Ordinal);

        var facts = await desk.FactsAsync(alex.Place);
        Assert.Equal(ticket.Id.ToString(), Assert.Single(facts.OfType<DeflectionFact.HandedOff>()).Ticket);
        Assert.Equal(2, facts.OfType<DeflectionFact.Asked>().Count());
    }
}
