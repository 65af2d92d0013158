using System.Text;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using NodaTime;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class SigningKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_that_make_the_first_key_at_once_end_with_the_same_one()
    {
        await using var server = await DirectLineServer.StartAsync();
        var instances = Enumerable.Range(0, 8).Select(_ => new SigningKeys(server.Store, EchoHost.Box, TimeProvider.System)).ToList();

        var keys = await Task.WhenAll(instances.Select(instance => instance.CurrentAsync(Ct).AsTask()));

        Assert.Single(keys.Select(key => key.Id).Distinct(StringComparer.Ordinal));
        Assert.Single(keys.Select(key => Convert.ToHexString(key.Secret)).Distinct(StringComparer.Ordinal));
        instances.ForEach(instance => instance.Dispose());
    }

    [Fact]
    public async Task A_new_key_signs_while_the_old_ones_tokens_live_on_until_it_is_taken_away()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        var old = await RingAsync(server);

        await PutAsync(server, $"{{\"id\":\"new\",\"secret\":\"{Convert.ToBase64String(new byte[32])}\"}},{old}");
        await RestartAsync(server);
        using var lives = await server.SendAsync(HttpMethod.Post, "tokens/refresh", talk.Token);
        var renewed = JsonElement.Parse(await lives.Content.ReadAsStringAsync(Ct)).GetProperty("token").GetString()!;
        await PutAsync(server, $"{{\"id\":\"new\",\"secret\":\"{Convert.ToBase64String(new byte[32])}\"}}");
        await RestartAsync(server);
        using var dead = await server.SendAsync(HttpMethod.Post, "tokens/refresh", talk.Token);
        using var good = await server.SendAsync(HttpMethod.Post, "tokens/refresh", renewed);

        Assert.Equal([200, 403, 200], [(int)lives.StatusCode, (int)dead.StatusCode, (int)good.StatusCode]);
    }

    [Fact]
    public async Task A_key_that_another_node_added_is_found_without_a_restart_and_unknown_ones_cost_one_read_a_second()
    {
        var clock = new Stopped();
        await using var server = await DirectLineServer.StartAsync();
        using var keys = new SigningKeys(server.Store, EchoHost.Box, clock);
        var current = await keys.CurrentAsync(Ct);
        await PutAsync(server, $"{await RingAsync(server)},{{\"id\":\"new\",\"secret\":\"{Convert.ToBase64String(new byte[32])}\"}}");

        var tooSoon = await keys.FindAsync("new", Ct);
        clock.Ticks += TimeSpan.TicksPerSecond;
        var later = await keys.FindAsync("new", Ct);

        Assert.Null(tooSoon);
        Assert.Equal("new", later?.Id);
        Assert.Equal(current.Id, (await keys.CurrentAsync(Ct)).Id);
    }

    [Fact]
    public async Task A_ring_of_an_earlier_version_is_sealed_when_it_is_read_and_lives_on()
    {
        await using var server = await DirectLineServer.StartAsync();
        await PutAsync(server, $"{{\"id\":\"open\",\"secret\":\"{Convert.ToBase64String(new byte[32])}\"}}");
        using var keys = new SigningKeys(server.Store, EchoHost.Box, TimeProvider.System);
        await keys.OpenAsync(Ct);

        var stored = await server.Store.GetAsync(SigningKeys.Document, Now, Ct);
        Assert.Equal("open", (await keys.CurrentAsync(Ct)).Id);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(stored!.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_operators_key_is_told_and_replaces_nothing()
    {
        await using var server = await DirectLineServer.StartAsync();
        await server.StartTalkAsync();
        var before = await RingAsync(server);
        using var wrong = new SigningKeys(server.Store, new SecretBox([.. Enumerable.Repeat((byte)7, SecretBox.KeyBytes)]), TimeProvider.System);
        using var changed = new SigningKeys(server.Store, new SecretBox([.. Enumerable.Repeat((byte)7, SecretBox.KeyBytes)], new byte[SecretBox.KeyBytes]), TimeProvider.System);

        await Assert.ThrowsAsync<WrongKeyException>(() => wrong.OpenAsync(Ct));
        await changed.OpenAsync(Ct);
        Assert.Equal(before, await RingAsync(server));
    }

    private sealed class Stopped : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }

    // The keys of the ring, without the brackets.
    private static async Task<string> RingAsync(DirectLineServer server)
    {
        var stored = await server.Store.GetAsync(SigningKeys.Document, Now, Ct);
        var box = JsonElement.Parse(stored!.Json.Span).GetProperty("sealed").GetString()!;
        Assert.True(EchoHost.Box.TryOpen(box, "keys/directline", out var ring));
        return JsonElement.Parse(ring).GetProperty("keys").GetRawText().Trim('[', ']');
    }

    // Lies open, as rings of earlier versions do.
    private static Task PutAsync(DirectLineServer server, string keys) =>
        server.Store.CommitAsync(new Commit(Now) { Writes = [new Write.Put(SigningKeys.Document, Encoding.UTF8.GetBytes($"{{\"keys\":[{keys}]}}"))] }, Ct);

    private static async Task RestartAsync(DirectLineServer server)
    {
        await server.StopAsync();
        await server.StartAgainAsync();
    }

    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
}
