using HelpDesk.Channels.Authentication;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class KeyRefreshTests
{
    private static readonly string[] Teams = ["msteams"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_fetched_once_for_all_who_wait_for_them()
    {
        await using var bot = await Bot.StartAsync();
        var open = new TaskCompletionSource();
        bot.Issuers.Gate = open.Task;
        var asked = Enumerable.Range(0, 50).Select(_ => bot.AskAsync(bot.ChannelToken())).ToArray();
        open.SetResult();

        Assert.All(await Task.WhenAll(asked), verdict => Assert.True(verdict.IsAllowed));
        Assert.Equal(1, bot.Issuers.Fetches);
    }

    [Fact]
    public async Task A_key_that_is_published_while_running_is_found()
    {
        await using var bot = await Bot.StartAsync();
        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
        bot.Issuers.Publish("channel", TestKey.First.Published(Teams), TestKey.Stranger.Published(Teams));
        bot.Clock.Advance(OpenIdKeys.ForcedAtMostEvery);

        Assert.True((await bot.AskAsync(bot.ChannelToken() with { Key = TestKey.Stranger })).IsAllowed);
        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
        Assert.Equal(2, bot.Issuers.Fetches);
    }

    [Fact]
    public async Task Unknown_keys_cost_one_fetch_a_minute()
    {
        await using var bot = await Bot.StartAsync();
        await bot.AskAsync(bot.ChannelToken());

        for (var minute = 1; minute <= 3; minute++)
        {
            for (var i = 0; i < 20; i++)
                Assert.Equal(InboundRefusal.UnknownKey, (await bot.AskAsync(bot.ChannelToken() with { KeyId = $"made-up-{i}" })).Refusal);
            Assert.Equal(minute, bot.Issuers.Fetches);
            bot.Clock.Advance(OpenIdKeys.ForcedAtMostEvery);
        }
    }

    [Fact]
    public async Task A_key_that_is_taken_back_ends_the_tokens_that_it_signed()
    {
        await using var bot = await Bot.StartAsync();
        var header = $"Bearer {bot.ChannelToken().Token()}";
        Assert.True((await bot.AskAsync(header)).IsAllowed);
        bot.Issuers.Publish("channel", TestKey.Stranger.Published(Teams));
        bot.Clock.Advance(OpenIdKeys.ForcedAtMostEvery);
        Assert.True((await bot.AskAsync(bot.ChannelToken() with { Key = TestKey.Stranger })).IsAllowed);

        Assert.Equal(InboundRefusal.UnknownKey, (await bot.AskAsync(header)).Refusal);
    }

    [Fact]
    public async Task An_endorsement_that_is_taken_back_counts_at_once()
    {
        await using var bot = await Bot.StartAsync();
        var header = $"Bearer {bot.ChannelToken().Token()}";
        Assert.True((await bot.AskAsync(header)).IsAllowed);
        bot.Issuers.Publish("channel", TestKey.First.Published(["slack"]));
        bot.Clock.Advance(OpenIdKeys.ForcedAtMostEvery);
        await bot.AskAsync(bot.ChannelToken() with { KeyId = "made-up" });

        Assert.Equal(InboundRefusal.NotEndorsed, (await bot.AskAsync(header)).Refusal);
    }

    [Fact]
    public async Task Old_keys_are_renewed_in_the_background_while_they_are_used()
    {
        await using var bot = await Bot.StartAsync();
        await bot.AskAsync(bot.ChannelToken());
        bot.Clock.Advance(OpenIdKeys.RefreshEvery);
        bot.Issuers.Publish("channel", TestKey.First.Published(Teams), TestKey.Stranger.Published(Teams));
        var open = new TaskCompletionSource();
        bot.Issuers.Gate = open.Task;

        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
        var waiting = bot.AskAsync(bot.ChannelToken() with { Key = TestKey.Stranger });
        open.SetResult();

        Assert.True((await waiting).IsAllowed);
        Assert.Equal(2, bot.Issuers.Fetches);
    }

    [Fact]
    public async Task A_token_that_cannot_be_checked_is_refused_and_told_as_our_trouble()
    {
        await using var bot = await Bot.StartAsync();
        bot.Issuers.IsDown = true;

        var verdict = await bot.AskAsync(bot.ChannelToken());

        Assert.Equal((InboundRefusal.KeysUnavailable, 503), (verdict.Refusal, verdict.Status));
        Assert.Equal(2, bot.Log.Lines.Count(line => line.Level == LogLevel.Warning));
        Assert.Contains(bot.Log.Lines, line => line.Text.StartsWith("Signing keys could not be fetched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_at_first_is_asked_again_but_not_at_once()
    {
        await using var bot = await Bot.StartAsync();
        bot.Issuers.IsDown = true;
        for (var i = 0; i < 10; i++) await bot.AskAsync(bot.ChannelToken());
        Assert.Equal(1, bot.Issuers.Fetches);
        bot.Issuers.IsDown = false;

        Assert.Equal(InboundRefusal.KeysUnavailable, (await bot.AskAsync(bot.ChannelToken())).Refusal);
        bot.Clock.Advance(OpenIdKeys.RetryFirstAfter);

        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
    }

    [Fact]
    public async Task A_fetch_that_takes_long_is_not_begun_a_second_time()
    {
        await using var bot = await Bot.StartAsync();
        var open = new TaskCompletionSource();
        bot.Issuers.Gate = open.Task;
        var first = bot.AskAsync(bot.ChannelToken());
        bot.Clock.Advance(2 * OpenIdKeys.RetryFirstAfter);
        var second = bot.AskAsync(bot.ChannelToken());
        open.SetResult();

        Assert.All(await Task.WhenAll(first, second), verdict => Assert.True(verdict.IsAllowed));
        Assert.Equal(1, bot.Issuers.Fetches);
    }

    [Fact]
    public async Task Keys_at_hand_keep_working_while_the_provider_is_down()
    {
        await using var bot = await Bot.StartAsync();
        await bot.AskAsync(bot.ChannelToken());
        bot.Issuers.IsDown = true;

        for (var hour = 0; hour < 48; hour++)
        {
            bot.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
        }

        Assert.Equal(InboundRefusal.UnknownKey, (await bot.AskAsync(bot.ChannelToken() with { KeyId = "made-up" })).Refusal);
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"oct","kid":"first","k":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"first","n":"!!!","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"first","use":"enc","n":"AAAA","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[null,{}]}""")]
    [InlineData("""{"keys":"none"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task What_is_no_list_of_keys_changes_nothing(string document)
    {
        await using var bot = await Bot.StartAsync();
        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
        bot.Issuers.Instead = document;
        bot.Clock.Advance(OpenIdKeys.ForcedAtMostEvery);

        Assert.Equal(InboundRefusal.UnknownKey, (await bot.AskAsync(bot.ChannelToken() with { KeyId = "made-up" })).Refusal);
        Assert.Equal(2, bot.Issuers.Fetches);
        Assert.True((await bot.AskAsync(bot.ChannelToken())).IsAllowed);
    }

    [Fact]
    public async Task A_key_that_is_too_short_checks_nothing()
    {
        await using var bot = await Bot.StartAsync();
        bot.Issuers.Publish("channel", TestKey.Short.Published(Teams), TestKey.First.Published(Teams));

        Assert.Equal(InboundRefusal.UnknownKey, (await bot.AskAsync(bot.ChannelToken() with { Key = TestKey.Short })).Refusal);
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_fetch_for_others()
    {
        await using var bot = await Bot.StartAsync();
        var open = new TaskCompletionSource();
        bot.Issuers.Gate = open.Task;
        using var gone = new CancellationTokenSource();
        var header = $"Bearer {bot.ChannelToken().Token()}";
        var left = bot.Check.CheckAsync(header, Bot.TeamsMessage(), Bot.Afar, gone.Token).AsTask();
        var stays = bot.Check.CheckAsync(header, Bot.TeamsMessage(), Bot.Afar, Ct).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        open.SetResult();

        Assert.True((await stays).IsAllowed);
        Assert.Equal(1, bot.Issuers.Fetches);
    }
}
