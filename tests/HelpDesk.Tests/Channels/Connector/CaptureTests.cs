using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Connector;

/// <summary>The calls that another SDK's bot made to the Agents Playground, made again by ours; the connector answers as the Playground did.</summary>
public sealed class CaptureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Captures =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Channels/captures"), "from-bot.*.json").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Captures))]
    public async Task The_same_call_goes_out_and_its_answer_is_understood(string name)
    {
        var capture = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Channels/captures", name), Ct));
        await using var connector = await TestConnector.StartAsync();
        await using var services = new ServiceCollection().AddLogging().AddConnector().BuildServiceProvider();
        var status = capture.GetProperty("status").GetInt32();
        var answer = capture.GetProperty("resBody");
        connector.Order(TestConnector.Status(status, body: answer.ValueKind == JsonValueKind.Object ? answer.GetRawText() : ""));
        var target = capture.GetProperty("url").GetString()!["/_connector".Length..];

        var understood = await CallAsync(services.GetRequiredService<ConnectorClient>(), connector.ServiceUrl, capture, target);

        var request = await connector.NextAsync();
        Assert.Equal((capture.GetProperty("method").GetString(), target), (request.Method, request.Target));
        if (capture.GetProperty("body") is { ValueKind: JsonValueKind.Object } body)
            Assert.True(JsonElement.DeepEquals(At(body, connector.ServiceUrl), request.Body), request.Body.GetRawText());
        Assert.Equal(status == 501 ? "501 DeleteActivityAPINotImplemented" : "done", understood);
    }

    private static async Task<string> CallAsync(ConnectorClient client, string serviceUrl, JsonElement capture, string target)
    {
        var path = target.Split('/', '?');
        var conversation = Uri.UnescapeDataString(path[3]);
        var body = capture.GetProperty("body");
        var activity = body.ValueKind == JsonValueKind.Object ? At(body, serviceUrl).Deserialize(ActivityJson.Default.Activity)! : new();
        return capture.GetProperty("method").GetString() switch
        {
            "POST" => Say(await client.SendAsync(activity, Ct)),
            "PUT" => Say(await client.UpdateAsync(activity, path[5], Ct)),
            "DELETE" => Say(await client.DeleteAsync(new() { ServiceUrl = serviceUrl, Conversation = new() { Id = conversation } }, path[5], Ct)),
            _ when path[4] == "members" => Say(await client.MemberAsync(serviceUrl, conversation, path[5], Ct)),
            _ => Say(await client.MembersAsync(serviceUrl, conversation, 10, null, Ct)),
        };
    }

    private static string Say<T>(ConnectorResult<T> result) => result switch
    {
        ConnectorResult<T>.Done => "done",
        ConnectorResult<T>.Refused refused => $"{refused.Status} {refused.Code}",
        _ => result.ToString()!,
    };

    private static JsonElement At(JsonElement body, string serviceUrl) =>
        JsonElement.Parse(body.GetRawText().Replace(body.GetProperty("serviceUrl").GetString()!, serviceUrl, StringComparison.Ordinal));
}
