using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class ReferenceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_found_by_tenant_and_object_id()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("one", "hello");
        var references = talk.Get<References>();

        var found = await references.FindPersonAsync("TENANT", "person-of-ONE", Ct);

        Assert.Equal(ConnectorTalk.Of("one"), found);
        Assert.Null(await references.FindPersonAsync("tenant", "nobody", Ct));
        Assert.Null(await references.FindPersonAsync("tenant", "../x", Ct));
        var reference = (await references.FindAsync(ConnectorTalk.Of("one"), Ct))!;
        Assert.Equal(
            ("bot", "user", "tenant", "en-US", talk.Connector.ServiceUrl),
            (reference.Bot!.Id, reference.User!.Id, reference.Conversation!.TenantId, reference.Locale, reference.ServiceUrl));
    }

    [Fact]
    public async Task A_reference_is_stored_only_when_it_changed_and_is_the_same_after_a_start()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        async Task<long> VersionAsync() =>
            (await talk.Store.GetAsync(ReferenceDocuments.Conversation(ConnectorTalk.Of("one")), NodaTime.Instant.MinValue, Ct))!.Version;

        await talk.HearAsync("one", "hello");
        await talk.HearAsync("one", "again");
        // Some activities leave out the name and the locale: nothing is taken away.
        await talk.HearAsync(talk.Message("one", "") with { Type = ActivityTypes.ConversationUpdate, Locale = null, From = new() { Id = "user" } });
        Assert.Equal(1, await VersionAsync());
        await talk.Server.StopAsync();
        await talk.Server.StartAgainAsync();
        await talk.HearAsync("one", "after the start");
        Assert.Equal(1, await VersionAsync());

        await talk.HearAsync(talk.Message("one", "moved") with { ServiceUrl = $"{talk.Connector.ServiceUrl}/" });
        Assert.Equal(2, await VersionAsync());
        Assert.Equal("Alex", (await talk.Get<References>().FindAsync(ConnectorTalk.Of("one"), Ct))!.User!.Name);
    }

    [Fact]
    public async Task Of_several_nodes_the_one_that_heard_last_decides()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        var shared = Microsoft.Extensions.Options.Options.Create(new NodeOptions { Shared = true });
        References Node() => new(talk.Store, new NodeMap(TimeProvider.System, shared), TimeProvider.System);
        References[] nodes = [Node(), Node()];
        async Task HearAsync(References node, string serviceUrl)
        {
            if (await node.ChangeAsync(ConnectorTalk.Of("one"), talk.Message("one", "hello") with { ServiceUrl = serviceUrl }, null, Ct) is not { } change) return;
            await talk.Store.CommitAsync(new Commit(NodaTime.Instant.MinValue) { Writes = change.Writes }, Ct);
            node.Committed(change);
        }

        await HearAsync(nodes[0], "https://smba.example/emea/");
        await HearAsync(nodes[1], "https://smba.example/amer/");
        await HearAsync(nodes[0], "https://smba.example/emea/");

        Assert.Equal("https://smba.example/emea/", (await nodes[1].FindAsync(ConnectorTalk.Of("one"), Ct))!.ServiceUrl);
    }

    [Fact]
    public void In_a_group_nobody_in_particular_is_the_user()
    {
        var message = new Activity
        {
            ChannelId = ChannelIds.Teams, ServiceUrl = "https://smba.example/", From = new() { Id = "user" }, Recipient = new() { Id = "bot" },
            Conversation = new() { Id = "19:x", IsGroup = true, ConversationType = "channel" },
            ChannelData = System.Text.Json.JsonElement.Parse("""{"tenant":{"id":"tenant"}}"""),
        };

        var reference = ConversationReferences.After(null, message);

        Assert.Null(reference.User);
        Assert.Equal("tenant", reference.Conversation!.TenantId);
        Assert.Equal(reference, ConversationReferences.After(reference, message with { From = new() { Id = "somebody else" } }));
    }

    [Theory]
    [InlineData("one|0000012", 12)]
    [InlineData("one|", 0)]
    [InlineData("one", 0)]
    [InlineData("two|0000012", 0)]
    [InlineData("one|-2", 0)]
    [InlineData("1795300764162", 0)]
    public void Our_own_ids_are_told_from_the_channels(string id, long version) =>
        Assert.Equal(version, Deliverable.VersionOf(ConnectorTalk.Of("one"), id));
}
