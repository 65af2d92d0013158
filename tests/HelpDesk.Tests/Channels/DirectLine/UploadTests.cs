using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class UploadTests
{
    private const int Most = 16 * 1024;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("too large", 413)]
    [InlineData("too large together", 413)]
    [InlineData("too large as a body", 413)]
    [InlineData("no file", 400)]
    [InlineData("empty body", 400)]
    [InlineData("broken off", 400)]
    [InlineData("no boundary", 400)]
    [InlineData("no type", 400)]
    [InlineData("broken activity", 400)]
    [InlineData("activity of the channel", 400)]
    [InlineData("too many files", 400)]
    public async Task A_wrong_upload_is_refused_and_leaves_nothing(string what, int status)
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();

        using var answer = await UploadAsync(server, talk, Wrong(what));
        var version = await server.Store.GetStreamVersionAsync(new($"conversation/webchat/{talk.Id}"), Ct);
        await server.SayAsync(talk, "still here");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.InRange(version, 1, 2);
        Assert.Empty(FilesOf(server));
    }

    [Fact]
    public async Task A_token_of_another_conversation_uploads_nothing()
    {
        await using var server = await ServerAsync();
        var mine = await server.StartTalkAsync();
        var other = await server.StartTalkAsync("user2");

        using var answer = await UploadAsync(server, other with { Token = mine.Token }, Multipart(File("a.txt", "text/plain", "x"u8.ToArray())));

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Empty(FilesOf(server));
    }

    [Fact]
    public async Task The_token_says_who_uploads_whatever_the_address_says_and_with_a_secret_the_address_does()
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();

        using var byToken = await UploadAsync(server, talk, Multipart(File("token.txt", "text/plain", "x"u8.ToArray())), "?userId=user2");
        using var bySecret = await UploadAsync(server, talk with { Token = EchoHost.Secret }, Multipart(File("secret.txt", "text/plain", "x"u8.ToArray()), Words("{\"type\":\"message\"}")), "?userId=user1");
        using var byNobody = await UploadAsync(server, talk with { Token = EchoHost.Secret }, Multipart(File("nobody.txt", "text/plain", "y"u8.ToArray())));

        Assert.Equal([200, 200, 400], [(int)byToken.StatusCode, (int)bySecret.StatusCode, (int)byNobody.StatusCode]);
        Assert.Equal("user1", (await ShownAsync(server, talk, "token.txt")).GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("user1", (await ShownAsync(server, talk, "secret.txt")).GetProperty("from").GetProperty("id").GetString());
        Assert.Single(FilesOf(server));
    }

    [Theory]
    [InlineData("name=\"file\"; filename=\"badjokeeel.jpg\"", "badjokeeel.jpg")]
    [InlineData("attachment; filename=\"C:\\\\screens\\\\one.jpg\"", "one.jpg")]
    [InlineData("attachment; filename*=UTF-8''h%C3%A4ngt.jpg", "hängt.jpg")]
    [InlineData("attachment; filename=\"../../..\"", "file")]
    [InlineData(null, "file")]
    public async Task A_body_can_be_the_one_file_itself(string? disposition, string name)
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();
        var bytes = Encoding.UTF8.GetBytes("not really a picture");

        using var answer = await UploadAsync(server, talk, Body(bytes, "image/jpeg", disposition), "?userId=user1");
        var attachment = (await ShownAsync(server, talk, name)).GetProperty("attachments")[0];
        using var file = await server.Http.GetAsync(attachment.GetProperty("contentUrl").GetString(), Ct);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("image/jpeg", attachment.GetProperty("contentType").GetString());
        Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("image/png", "a.png", "image/png", "inline")]
    [InlineData("image/svg+xml", "a.svg", "application/octet-stream", "attachment")]
    [InlineData("text/html", "a.html", "application/octet-stream", "attachment")]
    [InlineData("application/xhtml+xml", "a.png", "application/octet-stream", "attachment")]
    [InlineData("text/javascript", "a.js", "application/octet-stream", "attachment")]
    public async Task A_file_is_served_so_that_it_cannot_act_as_a_page(string type, string name, string servedAs, string disposition)
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();

        using var uploaded = await UploadAsync(server, talk, Multipart(File(name, type, "<script>alert(1)</script>"u8.ToArray())));
        using var file = await server.Http.GetAsync(await AddressAsync(server, talk, name), Ct);

        Assert.Equal(200, (int)file.StatusCode);
        Assert.Equal(servedAs, file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(disposition, file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], file.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox; default-src 'none'"], file.Headers.GetValues("Content-Security-Policy"));
        Assert.True(file.Headers.CacheControl?.Private);
    }

    [Theory]
    [InlineData("type=text%2Fplain", "type=image%2Fpng")]
    [InlineData("/a.txt?", "/b.txt?")]
    [InlineData("&s=", "&s=A")]
    [InlineData("&k=", "&k=0")]
    [InlineData("/attachments/", "/attachments/x")]
    [InlineData("?type", "?nothing")]
    public async Task A_changed_link_opens_nothing(string part, string changed)
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();
        using var uploaded = await UploadAsync(server, talk, Multipart(File("a.txt", "text/plain", "x"u8.ToArray())));
        var address = await AddressAsync(server, talk, "a.txt");

        using var good = await server.Http.GetAsync(address, Ct);
        using var tampered = await server.Http.GetAsync(address.Replace(part, changed, StringComparison.Ordinal), Ct);

        Assert.NotEqual(address, address.Replace(part, changed, StringComparison.Ordinal));
        Assert.Equal([200, 404], [(int)good.StatusCode, (int)tampered.StatusCode]);
    }

    private static Task<DirectLineServer> ServerAsync() => DirectLineServer.StartAsync(configure: services =>
        services.Configure<DirectLineOptions>(options => options.MaxUploadBytes = Most));

    private static Task<HttpResponseMessage> UploadAsync(DirectLineServer server, Talk talk, HttpContent content, string query = "") =>
        server.SendAsync(HttpMethod.Post, $"conversations/{talk.Id}/upload{query}", talk.Token, content);

    private static HttpContent Wrong(string what) => what switch
    {
        "too large" => Multipart(File("a.bin", "image/png", new byte[Most + 1])),
        "too large together" => Multipart(File("a.bin", "image/png", new byte[Most]), File("b.bin", "image/png", new byte[1])),
        "too large as a body" => Body(new byte[Most + 1], "image/png", null),
        "no file" => Multipart(),
        "empty body" => Body([], "image/png", null),
        "broken off" => Body("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nwhole\r\n--b\r\nContent-Disp"u8.ToArray(), "multipart/form-data; boundary=b", null),
        "no boundary" => Body("--b--"u8.ToArray(), "multipart/form-data", null),
        "no type" => new ByteArrayContent("x"u8.ToArray()),
        "broken activity" => Multipart(File("a.bin", "image/png", new byte[1]), Words("{\"type\":")),
        "activity of the channel" => Multipart(File("a.bin", "image/png", new byte[1]), Words("{\"type\":\"conversationUpdate\"}")),
        _ => Multipart([.. Enumerable.Range(0, 21).Select(i => File($"{i}.bin", "image/png", new byte[1]))]),
    };

    private static MultipartFormDataContent Multipart(params HttpContent[] parts)
    {
        var multipart = new MultipartFormDataContent();
        foreach (var part in parts)
            multipart.Add(part);
        return multipart;
    }

    private static ByteArrayContent File(string name, string type, byte[] bytes) => Body(bytes, type, $"form-data; name=\"file\"; filename=\"{name}\"");

    private static ByteArrayContent Words(string json) =>
        Body(Encoding.UTF8.GetBytes(json), "application/vnd.microsoft.activity", "form-data; name=\"activity\"; filename=\"blob\"");

    private static ByteArrayContent Body(byte[] bytes, string type, string? disposition)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (disposition is not null)
            content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return content;
    }

    private static async Task<JsonElement> ShownAsync(DirectLineServer server, Talk talk, string file)
    {
        var history = await server.GetAsync($"conversations/{talk.Id}/activities", talk.Token);
        return history.GetProperty("activities").EnumerateArray()
            .First(activity => activity.TryGetProperty("attachments", out var files) && files[0].GetProperty("name").GetString() == file);
    }

    private static async Task<string> AddressAsync(DirectLineServer server, Talk talk, string file) =>
        (await ShownAsync(server, talk, file)).GetProperty("attachments")[0].GetProperty("contentUrl").GetString()!;

    private static string[] FilesOf(DirectLineServer server)
    {
        var blobs = Path.Combine(server.Folder, "blobs");
        return Directory.Exists(blobs) ? Directory.GetFiles(blobs, "*", SearchOption.AllDirectories) : [];
    }
}
