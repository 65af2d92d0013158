using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.Tests.Bot.Hosting;

public sealed class ProgramTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_it_is_and_answers_where_it_says()
    {
        await using var program = new HelpDeskProgram();
        var (url, banner) = await program.HostAsync();
        using var http = new HttpClient { BaseAddress = url };

        Assert.All((string[])["Mode", "Role", "Store", "Channels", "Graph", "Model", "First admin"], row => Assert.NotEmpty(HelpDeskProgram.Row(banner, row)));
        Assert.Contains(program.Data, HelpDeskProgram.Row(banner, "Store"), StringComparison.Ordinal);
        Assert.Equal("live", await http.GetStringAsync("health/live", Ct));
        Assert.Equal("ready", await http.GetStringAsync("health/ready", Ct));
    }

    [Fact]
    public async Task The_one_time_link_creates_the_first_admin_once()
    {
        await using var program = new HelpDeskProgram();
        var (url, banner) = await program.HostAsync();
        using var http = new HttpClient { BaseAddress = url };
        var link = HelpDeskProgram.Row(banner, "First admin").Split(' ')[0];

        var weak = await http.PostAsync(link, Form("boss@example.com", "short"), Ct);
        var created = await http.PostAsync(link, Form("boss@example.com", "four words in a row"), Ct);
        var again = await http.PostAsync(link, Form("thief@example.com", "four words in a row"), Ct);

        Assert.Contains("Password: it needs 12", WebUtility.HtmlDecode(await weak.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.NotFound], [weak.StatusCode, created.StatusCode, again.StatusCode]);
        Assert.Equal("no-store", created.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_in_plain_words()
    {
        await using var program = new HelpDeskProgram();
        await program.HostAsync();

        var (code, _, error) = await program.RunAsync("--urls", "http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(program.Data, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--DirectLine:TokenLifetime=00:00:01", "DirectLine:TokenLifetime")]
    [InlineData("--WebChat:Accent=red", "WebChat:Accent")]
    [InlineData("--Turns:Parallel=0", "Turns:Parallel")]
    [InlineData("--DirectLine:MaxUploadBytes=lots", "DirectLine:MaxUploadBytes")]
    [InlineData("--WebChat:Titel=Foo", "WebChat:Titel")]
    [InlineData("--Logging:LogLevel:Default=Loud", "Logging:LogLevel:Default")]
    [InlineData("--urls=nonsense", "Urls")]
    [InlineData("--MicrosoftAppId=bot", "MicrosoftAppId: it is not a GUID.")]
    [InlineData("--MicrosoftAppId=11111111-2222-3333-4444-555555555555", "MicrosoftAppPassword: it is empty")]
    [InlineData("--ToChannelFromBotLoginUrl=nowhere", "ToChannelFromBotLoginUrl: 'nowhere' is no authority.")]
    [InlineData("--Bot:AllowedCaller=*", "Bot:AllowedCaller: there is no such setting.")]
    [InlineData("--Bot:AllowedCallers=*", "Bot:AllowedCallers: it is a list.")]
    [InlineData("--Knowledge:Sources:0=/no/such/folder", "Knowledge:Sources")]
    [InlineData("--Knowledge:Sources=/tmp", "Knowledge:Sources:0")]
    [InlineData("--Knowledge:Synonyms=/no/such/file.yaml", "Knowledge:Synonyms")]
    [InlineData("--DirectLine:AllowedOrigins:0=*", "DirectLine:AllowedOrigins")]
    public async Task A_wrong_setting_stops_the_start_and_names_its_key(string setting, string key)
    {
        await using var program = new HelpDeskProgram();

        var (code, printed, error) = await program.RunAsync(setting.StartsWith("--urls", StringComparison.Ordinal) ? [setting] : ["--urls", "http://127.0.0.1:0", setting]);

        Assert.Equal((1, ""), (code, printed));
        Assert.Contains(key, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_said()
    {
        await using var first = new HelpDeskProgram();
        await using var second = new HelpDeskProgram();
        var (url, _) = await first.HostAsync();

        var (code, _, error) = await second.RunAsync("--urls", url.ToString().TrimEnd('/'));

        Assert.Equal(1, code);
        Assert.Contains("--urls", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_imported_beside_the_running_host_is_answered_from()
    {
        await using var program = new HelpDeskProgram();
        var (url, _) = await program.HostAsync("--Knowledge:Sources:0=none");
        var articles = Directory.CreateDirectory(Path.Combine(program.Data, "new-articles"));
        await File.WriteAllTextAsync(Path.Combine(articles.FullName, "zebra.md"),
            "---\ntitle: The zebra printer prints stripes\nkeywords: [zebra printer]\n---\n1. Feed the zebra printer.\n2. Print a page.\n3. Look at it.\n", Ct);

        var (code, printed, error) = await program.RunAsync("kb", "import", articles.FullName);
        Assert.True(code == 0, error);
        Assert.Contains("1 added", printed, StringComparison.Ordinal);

        await using var talk = await DirectLineTalk.StartAsync(url, Ct);
        // Within two seconds by design; the test asks until it is answered so, whatever the machine's speed.
        while (!(await talk.AskAsync("zebra printer prints stripes", Ct)).GetRawText().Contains("Feed the zebra", StringComparison.Ordinal))
            Assert.False(Ct.IsCancellationRequested);
    }

    [Fact]
    public async Task Search_prints_the_promised_json()
    {
        await using var program = new HelpDeskProgram();

        var (code, printed, error) = await program.RunAsync("kb", "search", "--json", "outlook keeps asking for my password");

        Assert.True(code == 0, error);
        var root = JsonDocument.Parse(printed).RootElement;
        Assert.Equal("answer", root.GetProperty("decision").GetString());
        Assert.InRange(root.GetProperty("confidence").GetDouble(), 0.5, 1);
        var best = root.GetProperty("results")[0];
        Assert.Equal("outlook-keeps-asking-for-password", best.GetProperty("id").GetString());
        var parts = best.GetProperty("explain").EnumerateObject().Sum(p => p.Value.GetDouble());
        Assert.Equal(best.GetProperty("score").GetDouble(), parts, 1e-4);
    }

    [Fact]
    public async Task A_search_changes_nothing()
    {
        await using var program = new HelpDeskProgram();

        var (code, _, error) = await program.RunAsync("kb", "search", "vpn", "drops");

        Assert.Equal(0, code);
        Assert.Contains("There is no store", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(program.Data));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_with_a_fix()
    {
        await using var program = new HelpDeskProgram();

        var (code, _, error) = await program.RunAsync("kb", "import", "/no/such/folder");

        Assert.Equal((1, "error: /no/such/folder is not a folder. Name the folder that holds the articles."), (code, error.Trim()));
    }

    [Fact]
    public async Task The_starter_articles_are_clean()
    {
        await using var program = new HelpDeskProgram();

        var (code, printed, error) = await program.RunAsync("kb", "lint");

        Assert.True(code == 0, printed + error);
        Assert.EndsWith(" 0 problems.", printed.Trim(), StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Form(string email, string password) =>
        new(new Dictionary<string, string> { ["email"] = email, ["password"] = password });
}
