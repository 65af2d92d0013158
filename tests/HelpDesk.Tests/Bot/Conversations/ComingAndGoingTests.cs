using System.Text.Json;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using NodaTime;

namespace HelpDesk.Tests.Bot.Conversations;

public sealed class ComingAndGoingTests
{
    private static readonly Activity Installed = TurnBench.Recorded("msteams.personal.installationUpdate.add");
    private static readonly Activity Joined = TurnBench.Recorded("msteams.personal.conversationUpdate.membersAdded");
    private static readonly Activity Uninstalled = Installed with { Action = "remove" };

    [Fact]
    public async Task One_welcome_however_often_a_channel_announces_the_start()
    {
        await using var bench = await TurnBench.CreateAsync();
        var welcomes = 0;

        for (var i = 0; i < 5; i++)
        {
            welcomes += (await bench.TakeAsync(Installed with { Id = $"i{i}" })).Count;
            welcomes += (await bench.TakeAsync(Joined with { Id = $"j{i}" })).Count;
        }

        Assert.Equal(1, welcomes);
    }

    [Fact]
    public async Task Who_takes_the_bot_out_and_brings_it_back_is_welcomed_again_once()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.TakeAsync(Installed);

        Assert.Empty(await bench.TakeAsync(Uninstalled));
        Assert.Single(await bench.TakeAsync(Installed));
        Assert.Empty(await bench.TakeAsync(Joined));
    }

    [Fact]
    public async Task A_conversation_is_marked_as_left_until_the_bot_is_back()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.TakeAsync(Installed);
        Assert.False(await IsLeftAsync(bench, Installed));

        await bench.TakeAsync(Uninstalled);
        Assert.True(await IsLeftAsync(bench, Installed));
        await bench.TakeAsync(Uninstalled);
        Assert.True(await IsLeftAsync(bench, Installed));

        await bench.TakeAsync(Installed);
        Assert.False(await IsLeftAsync(bench, Installed));
    }

    [Fact]
    public async Task Whoever_writes_has_the_bot_there()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.TakeAsync(Uninstalled);

        await bench.TakeAsync(TurnBench.Recorded("msteams.personal.message") with { Conversation = Installed.Conversation });

        Assert.False(await IsLeftAsync(bench, Installed));
    }

    [Fact]
    public async Task An_upgrade_is_no_goodbye_and_no_hello()
    {
        await using var bench = await TurnBench.CreateAsync();
        await bench.TakeAsync(Installed);

        Assert.Empty(await bench.TakeAsync(Installed with { Action = "remove-upgrade" }));
        Assert.Empty(await bench.TakeAsync(Installed with { Action = "add-upgrade" }));
        Assert.False(await IsLeftAsync(bench, Installed));
    }

    [Fact]
    public async Task A_colleague_who_joins_a_team_is_no_reason_to_speak()
    {
        await using var bench = await TurnBench.CreateAsync();
        var joined = TurnBench.Recorded("msteams.channel.conversationUpdate.teamMemberAdded");

        Assert.Empty(await bench.TakeAsync(joined with { MembersAdded = [new() { Id = "29:new" }] }));
    }

    [Fact]
    public async Task The_bots_own_leaving_is_told_from_a_colleagues()
    {
        await using var bench = await TurnBench.CreateAsync();
        var left = TurnBench.Recorded("msteams.channel.conversationUpdate.teamMemberRemoved");

        await bench.TakeAsync(left);
        Assert.False(await IsLeftAsync(bench, left));
        await bench.TakeAsync(left with { MembersRemoved = [left.Recipient!] });
        Assert.True(await IsLeftAsync(bench, left));
    }

    [Fact]
    public async Task In_personal_chats_only_as_many_suggestions_as_Teams_shows_and_the_person_among_them()
    {
        await using var bench = await TurnBench.CreateAsync();

        var help = Assert.Single(await bench.SayAsync("help"));

        Assert.Equal(3, help.SuggestedActions!.Actions!.Count);
        Assert.Equal(Texts.English.TalkToAPerson, help.SuggestedActions.Actions[^1].Title);
    }

    private static async Task<bool> IsLeftAsync(TurnBench bench, Activity activity) =>
        await bench.Store.GetAsync(Departure.KeyOf(TurnBench.KeyOf(activity)), Instant.FromUtc(2026, 3, 2, 12, 0), TestContext.Current.CancellationToken) is not null;
}
