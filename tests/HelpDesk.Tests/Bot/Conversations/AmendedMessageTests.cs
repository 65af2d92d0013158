using System.Text.Json;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Bot.Conversations;

public sealed class AmendedMessageTests
{
    private static readonly Activity Here = TurnBench.Teams("message");

    [Fact]
    public async Task A_question_that_is_edited_is_answered_anew_and_says_so()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("My mailbox is full!!!", "q-1");

        var replies = await bench.TakeAsync(Edit("q-1", "vpn drops every 5 minutes"));

        Assert.Equal(Texts.English.EditedAnswer, replies[0].Text);
        Assert.Equal("VPN drops or disconnects", replies[1].Card().Strings("text")[1]);
        Assert.Single(bench.StateOf(Here).Questions);
    }

    [Fact]
    public async Task A_card_of_the_words_before_the_edit_judges_nothing_else()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("My mailbox is full!!!", "q-1"));
        var id = bench.LastIds[0];
        await bench.TakeAsync(Edit("q-1", "vpn drops every 5 minutes"));

        Assert.Equal(Texts.English.OldCard, Assert.Single(await bench.TakeAsync(card.Press("Yes", id))).Text);
    }

    [Fact]
    public async Task The_same_words_again_are_no_edit()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");

        Assert.Empty(await bench.TakeAsync(Edit("q-1", "vpn drops every 5 minutes")));
    }

    [Fact]
    public async Task An_older_message_changes_only_in_the_history()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");
        await bench.SayAsync("My mailbox is full!!!", "q-2");

        Assert.Empty(await bench.TakeAsync(Edit("q-1", "printer is jammed")));

        Assert.Null(bench.Last.State);
        var line = (await bench.TranscriptAsync(Here)).Single(l => l.Id == "q-1");
        Assert.Equal(("printer is jammed", true), (line.Text, line.IsEdited));
    }

    [Fact]
    public async Task A_solved_question_is_left_in_peace()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");
        await bench.SayAsync("yes");

        Assert.Empty(await bench.TakeAsync(Edit("q-1", "vpn dropped every 5 minutes")));
    }

    [Fact]
    public async Task What_was_taken_back_is_gone_from_what_agents_see_and_from_the_talks_memory()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes, my code is 4711", "q-1");

        Assert.Empty(await bench.TakeAsync(Delete("q-1")));

        var line = (await bench.TranscriptAsync(Here)).Single(l => l.Id == "q-1");
        Assert.Equal(("", true), (line.Text, line.IsDeleted));
        Assert.DoesNotContain("4711", JsonSerializer.Serialize(bench.StateOf(Here)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vpn drops every 5 minutes")]
    [InlineData(null)]
    public async Task What_is_brought_back_reads_as_before_and_is_not_answered_twice(string? text)
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.SayAsync("vpn drops every 5 minutes", "q-1");
        await bench.TakeAsync(Delete("q-1"));

        Assert.Empty(await bench.TakeAsync(Edit("q-1", text, "undeleteMessage")));

        var line = (await bench.TranscriptAsync(Here)).Single(l => l.Id == "q-1");
        Assert.Equal(("vpn drops every 5 minutes", false, false), (line.Text, line.IsDeleted, line.IsEdited));
    }

    [Fact]
    public async Task The_transcript_has_both_sides_and_what_was_pressed()
    {
        await using var bench = await TurnBench.CreateAsync();
        var card = Assert.Single(await bench.SayAsync("vpn drops every 5 minutes", "q-1"));
        await bench.TakeAsync(card.Press("Yes", bench.LastIds[0]));

        var lines = await bench.TranscriptAsync(Here);

        Assert.Equal([false, true, false, true], lines.Select(l => l.FromBot));
        Assert.Equal("vpn drops every 5 minutes", lines[0].Text);
        Assert.Contains("VPN drops or disconnects", lines[1].Text, StringComparison.Ordinal);
        Assert.Equal(HelpDesk.Bot.Dialogs.PressKind.Solved, lines[2].Pressed);
    }

    private static Activity Edit(string id, string? text, string eventType = "editMessage") => TurnBench.Teams(ActivityTypes.MessageUpdate) with
    {
        Id = id,
        Text = text,
        ChannelData = JsonDocument.Parse($$"""{"eventType":"{{eventType}}"}""").RootElement,
    };

    private static Activity Delete(string id) => TurnBench.Teams(ActivityTypes.MessageDelete) with
    {
        Id = id,
        ChannelData = JsonDocument.Parse("""{"eventType":"softDeleteMessage"}""").RootElement,
    };
}
