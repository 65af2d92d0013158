using System.Net;
using HelpDesk.Channels.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class LocalModeTests
{
    private const string Playground = "http://localhost:56150/_connector";
    private static readonly ConnectionFacts Here = new(Loopback: true, Forwarded: false, FromPage: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, false, false, Playground, null)]
    [InlineData(true, false, false, "http://127.0.0.1:5/", null)]
    [InlineData(true, false, false, "http://[::1]:5/", null)]
    [InlineData(true, false, false, null, null)]
    [InlineData(false, false, false, Playground, InboundRefusal.NotLocal)]
    [InlineData(true, true, false, Playground, InboundRefusal.NotLocal)]
    [InlineData(true, false, true, Playground, InboundRefusal.NotLocal)]
    [InlineData(true, false, false, "https://smba.trafficmanager.net/emea/", InboundRefusal.ServiceUrlNotTrusted)]
    [InlineData(true, false, false, "http://localhost.evil.example/", InboundRefusal.ServiceUrlNotTrusted)]
    [InlineData(true, false, false, "http://localhost@evil.example/", InboundRefusal.ServiceUrlNotTrusted)]
    [InlineData(true, false, false, "file:///etc/passwd", InboundRefusal.ServiceUrlNotTrusted)]
    [InlineData(true, false, false, "/relative", InboundRefusal.ServiceUrlNotTrusted)]
    public async Task Without_a_registration_only_this_machine_talks_to_itself(bool loopback, bool forwarded, bool fromPage, string? serviceUrl, InboundRefusal? refusal)
    {
        await using var services = Bot.Provider();
        var check = services.GetRequiredService<InboundCheck>();

        var verdict = await check.CheckAsync(null, Bot.TeamsMessage(serviceUrl), new(loopback, forwarded, fromPage), Ct);

        Assert.Equal(refusal, verdict.Refusal);
        Assert.Equal(refusal is null ? 200 : 403, verdict.Status);
        if (refusal is null)
            Assert.Equal(new VerifiedCaller(CallerKind.Local, null, null, serviceUrl is null ? null : new(serviceUrl, ServiceUrlOrigin.Loopback)), verdict.Caller);
    }

    [Fact]
    public async Task A_token_says_nothing_where_nobody_could_check_it()
    {
        await using var services = Bot.Provider();
        var check = services.GetRequiredService<InboundCheck>();

        Assert.True((await check.CheckAsync("Bearer dummy", Bot.TeamsMessage(Playground), Here, Ct)).IsAllowed);
        Assert.False((await check.CheckAsync("Bearer dummy", Bot.TeamsMessage(Playground), Bot.Afar, Ct)).IsAllowed);
    }

    [Fact]
    public async Task A_registered_bot_asks_this_machine_for_a_token_too()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(InboundRefusal.NoHeader, (await bot.AskAsync(null, Bot.TeamsMessage(Playground), Here)).Refusal);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", null, true, false, false)]
    [InlineData("127.0.0.1", "localhost:3978", null, true, false, false)]
    [InlineData("::1", "[::1]:3978", null, true, false, false)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", null, true, false, false)]
    [InlineData("192.168.1.7", "localhost", null, false, false, false)]
    [InlineData(null, "localhost", null, false, false, false)]
    [InlineData("127.0.0.1", "helpdesk.example.com", null, false, false, false)]
    [InlineData("127.0.0.1", "", null, false, false, false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "x-forwarded-proto", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-Host", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "X-Original-For", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "Forwarded", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "Via", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "X-Real-IP", true, true, false)]
    [InlineData("127.0.0.1", "localhost", "Origin", true, false, true)]
    [InlineData("127.0.0.1", "localhost", "x-ms-agents-playground", true, false, false)]
    public void How_a_request_came_is_read_from_its_connection_and_headers(string? remote, string host, string? header, bool loopback, bool forwarded, bool fromPage)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        http.Request.Host = new HostString(host);
        if (header is not null) http.Request.Headers[header] = "something";

        Assert.Equal(new ConnectionFacts(loopback, forwarded, fromPage), ConnectionFacts.Of(http));
    }
}
