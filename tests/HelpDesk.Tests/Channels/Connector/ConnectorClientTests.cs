using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class ConnectorClientTests
{
    private static readonly ChannelAccount Bot = new() { Id = "bot", Name = "Test Bot" };
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("team-id;messageid=1795301348288", "team-id%3Bmessageid%3D1795301348288")]
    [InlineData("a/b?c#d é", "a%2Fb%3Fc%23d%20%C3%A9")]
    [InlineData("19:x@thread.tacv2", "19%3Ax%40thread.tacv2")]
    public async Task Ids_are_percent_encoded(string id, string encoded)
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();

        var result = await Client(services).SendAsync(Message(connector) with { Conversation = new() { Id = id }, ReplyToId = id }, Ct);

        Assert.Equal("1001", Assert.IsType<ConnectorResult<SentActivity>.Done>(result).Value.Id);
        Assert.Equal($"/v3/conversations/{encoded}/activities/{encoded}", (await connector.NextAsync()).Target);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task An_id_of_dots_leads_nowhere(string id)
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();

        var result = await Client(services).SendAsync(Message(connector) with { Conversation = new() { Id = id } }, Ct);

        Assert.Equal("BadId", Assert.IsType<ConnectorResult<SentActivity>.Refused>(result).Code);
        Assert.False(connector.HasMore);
    }

    [Theory]
    [InlineData(400), InlineData(403), InlineData(404), InlineData(405), InlineData(413), InlineData(501), InlineData(302)]
    public async Task What_can_never_work_is_refused_with_the_channels_code(int status)
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();
        connector.Order(http =>
        {
            http.Response.Headers.Location = connector.ServiceUrl;
            return TestConnector.Status(status)(http);
        });

        var refused = Assert.IsType<ConnectorResult<SentActivity>.Refused>(await Client(services).SendAsync(Message(connector), Ct));

        Assert.Equal((status, "OnOrder"), (refused.Status, refused.Code));
        await connector.NextAsync();
        Assert.False(connector.HasMore);
    }

    [Fact]
    public async Task An_error_code_that_is_a_text_is_not_passed_on()
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();
        connector.Order(TestConnector.Status(400, body: """{"error":{"code":"Dear Alex, this is what you wrote"}}"""));

        Assert.Equal("", Assert.IsType<ConnectorResult<SentActivity>.Refused>(await Client(services).SendAsync(Message(connector), Ct)).Code);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        await using var connector = await TestConnector.StartAsync();
        var tokens = new CountedTokens();
        await using var services = Services(tokens);
        connector.Order(TestConnector.Status(401), TestConnector.Status(201, body: """{"id":"1"}"""), TestConnector.Status(401), TestConnector.Status(401));

        Assert.IsType<ConnectorResult<SentActivity>.Done>(await Client(services).SendAsync(Message(connector), Ct));
        Assert.IsType<ConnectorResult<SentActivity>.Retry>(await Client(services).SendAsync(Message(connector), Ct));

        Assert.Equal(["Bearer 1", "Bearer 2 fresh", "Bearer 3", "Bearer 4 fresh"], (await connector.NextAsync(4)).Select(request => request.Authorization));
    }

    [Fact]
    public async Task Nothing_goes_to_a_service_that_nobody_vouched_for()
    {
        await using var services = Services();

        var result = await Client(services).SendAsync(Message("https://evil.example/connector"), Ct);

        Assert.Equal("UntrustedServiceUrl", Assert.IsType<ConnectorResult<SentActivity>.Refused>(result).Code);
    }

    [Theory]
    [InlineData("http://no-such-host.invalid/")]
    [InlineData("http://127.0.0.1:1/")]
    public async Task A_service_that_is_not_there_is_tried_again(string serviceUrl)
    {
        await using var services = Services(new CountedTokens());

        var retry = Assert.IsType<ConnectorResult<SentActivity>.Retry>(await Client(services).SendAsync(Message(serviceUrl), Ct));

        Assert.False(retry.WasAnswered);
    }

    [Theory]
    [InlineData("ftp://somewhere/")]
    [InlineData("nowhere")]
    [InlineData("http://")]
    [InlineData(null)]
    public async Task Without_an_address_there_is_no_call(string? serviceUrl)
    {
        await using var services = Services(new CountedTokens());

        Assert.Equal("NoServiceUrl", Assert.IsType<ConnectorResult<SentActivity>.Refused>(await Client(services).SendAsync(Message(serviceUrl), Ct)).Code);
    }

    [Fact]
    public async Task Fields_that_only_the_channel_knows_survive()
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();
        var recorded = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Channels/recordings/from-bot.msteams.POST.conversations_ID_activities_ID.message.stream-final.201.json"), Ct);
        var body = JsonElement.Parse(recorded);
        var activity = body.Deserialize(ActivityJson.Default.Activity)! with { ServiceUrl = connector.ServiceUrl };
        activity = activity with { Entities = [new() { Type = "streaminfo", Other = new() { ["streamType"] = JsonElement.Parse("\"final\"") } }] };

        await Client(services).SendAsync(activity, Ct);

        var request = await connector.NextAsync();
        Assert.Equal("final", request.Body.GetProperty("entities")[0].GetProperty("streamType").GetString());
        Assert.True(JsonElement.DeepEquals(body.GetProperty("channelData"), request.Body.GetProperty("channelData")));
        Assert.StartsWith("Microsoft-BotFramework/3.1 HelpDesk.Bot/", request.UserAgent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_personal_conversation_and_a_thread_are_created_with_what_teams_asks_for()
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();
        connector.Order(TestConnector.Status(201, body: """{"id":"a:1"}"""), TestConnector.Status(201, body: """{"id":"t;messageid=2","activityId":"2"}"""));
        var client = Client(services);

        var personal = await client.CreateConversationAsync(connector.ServiceUrl, NewConversation.Personal(Bot, new() { Id = "user" }, "tenant"), Ct);
        var thread = await client.CreateConversationAsync(connector.ServiceUrl, NewConversation.Thread(Bot, "channel", "tenant", Reply.Text("hi all")), Ct);

        Assert.Equal("a:1", Assert.IsType<ConnectorResult<CreatedConversation>.Done>(personal).Value.Id);
        Assert.Equal("2", Assert.IsType<ConnectorResult<CreatedConversation>.Done>(thread).Value.ActivityId);
        var requests = await connector.NextAsync(2);
        Assert.All(requests, request => Assert.Equal("/v3/conversations", request.Target));
        Assert.Equal(
            """{"isGroup":false,"bot":{"id":"bot","name":"Test Bot"},"members":[{"id":"user"}],"tenantId":"tenant","channelData":{"tenant":{"id":"tenant"}}}""",
            requests[0].Body.GetRawText());
        Assert.Equal("channel", requests[1].Body.GetProperty("channelData").GetProperty("channel").GetProperty("id").GetString());
        Assert.Equal("hi all", requests[1].Body.GetProperty("activity").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Members_are_read_page_by_page_and_one_by_one()
    {
        await using var connector = await TestConnector.StartAsync();
        await using var services = Services();
        const string alex = """{"id":"user","aadObjectId":"person","name":"Alex","userPrincipalName":"alexw@example.com","userRole":"user","extra":1}""";
        connector.Order(
            TestConnector.Status(200, body: $$"""{"members":[{{alex}}],"continuationToken":"a=b&c","totalCount":2}"""),
            TestConnector.Status(200, body: """{"members":[{"id":"two","objectId":"other"}]}"""), TestConnector.Status(200, body: alex));
        var client = Client(services);

        var first = Assert.IsType<ConnectorResult<MembersPage>.Done>(await client.MembersAsync(connector.ServiceUrl, "c;1", 50, null, Ct)).Value;
        var last = Assert.IsType<ConnectorResult<MembersPage>.Done>(await client.MembersAsync(connector.ServiceUrl, "c;1", 50, first.ContinuationToken, Ct)).Value;
        var one = Assert.IsType<ConnectorResult<ConversationMember>.Done>(await client.MemberAsync(connector.ServiceUrl, "c;1", "user", Ct)).Value;

        Assert.Equal(("person", "alexw@example.com"), (first.Members![0].AadObjectId, first.Members[0].UserPrincipalName));
        Assert.Equal(("other", null), (last.Members![0].AadObjectId, last.ContinuationToken));
        Assert.Equal(1, one.Other!["extra"].GetInt32());
        Assert.Equal(
            ["/v3/conversations/c%3B1/pagedmembers?pageSize=50", "/v3/conversations/c%3B1/pagedmembers?pageSize=50&continuationToken=a%3Db%26c", "/v3/conversations/c%3B1/members/user"],
            (await connector.NextAsync(3)).Select(request => request.Target));
    }

    private static ServiceProvider Services(IConnectorTokens? tokens = null)
    {
        var services = new ServiceCollection().AddLogging();
        if (tokens is not null)
            services.AddSingleton(tokens);
        return services.AddConnector().BuildServiceProvider();
    }

    private static ConnectorClient Client(ServiceProvider services) => services.GetRequiredService<ConnectorClient>();

    private static Activity Message(TestConnector connector) => Message(connector.ServiceUrl);

    private static Activity Message(string? serviceUrl) => Reply.Text("hello") with { ServiceUrl = serviceUrl, Conversation = new() { Id = "one" } };

    private sealed class CountedTokens : IConnectorTokens
    {
        private int _taken;

        public ValueTask<ServiceAccess> AccessAsync(string serviceUrl, ConversationId? conversation, bool fresh, CancellationToken ct) =>
            new(new ServiceAccess.Bearer($"{Interlocked.Increment(ref _taken)}{(fresh ? " fresh" : "")}"));
    }
}
