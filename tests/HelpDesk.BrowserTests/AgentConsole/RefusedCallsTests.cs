using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.BrowserTests.AgentConsole;

/// <summary>What the console's server gives to whom, without a browser around it.</summary>
public sealed class RefusedCallsTests(DeskHost desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kb/articles?q=outlook")]
    [InlineData("v1/tickets")]
    [InlineData("v1/agents")]
    [InlineData("account/users")]
    public async Task Who_is_signed_out_gets_nothing(string path)
    {
        using var browser = Browser();
        using var answer = await browser.GetAsync(new Uri(desk.Url, path), Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_can_ask_who_is_signed_in_and_nobody_is_an_answer()
    {
        using var browser = Browser();
        Assert.Equal(JsonValueKind.Null, (await SessionAsync(browser)).ValueKind);
        var mia = await desk.HireAsync("Mia Berg");
        await SignInAsync(browser, mia);
        Assert.Equal(mia.Email, (await SessionAsync(browser)).GetProperty("email").GetString());
    }

    [Fact]
    public async Task An_agent_finds_articles_as_plain_text_that_can_be_sent()
    {
        using var browser = Browser();
        await SignInAsync(browser, await desk.HireAsync("Mia Berg"));
        var found = (await browser.GetFromJsonAsync<JsonElement>(new Uri(desk.Url, "kb/articles?q=outlook%20crashes%20on%20start"), Ct)).GetProperty("articles").EnumerateArray().ToArray();
        Assert.Equal("outlook-will-not-open", found[0].GetProperty("id").GetString());
        Assert.NotEqual(0, found[0].GetProperty("steps").GetArrayLength());
        Assert.DoesNotContain(found[0].GetProperty("steps").EnumerateArray(), step => step.GetString()!.Contains("**", StringComparison.Ordinal));
        Assert.Empty((await browser.GetFromJsonAsync<JsonElement>(new Uri(desk.Url, "kb/articles?q="), Ct)).GetProperty("articles").EnumerateArray());
    }

    [Theory]
    [InlineData("agents")]
    [InlineData("agents/tickets/INC-1001")]
    [InlineData("agents/wall")]
    public async Task Every_address_of_the_console_is_one_page_that_runs_only_its_own_scripts(string path)
    {
        using var browser = Browser();
        using var page = await browser.GetAsync(new Uri(desk.Url, path), Ct);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("script-src 'nonce-", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl?.NoStore);
        using var missing = await browser.GetAsync(new Uri(desk.Url, "agents/assets/none.js"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData("v1/agents/me/contact")]
    [InlineData("v1/live/negotiate?negotiateVersion=1")]
    [InlineData("account/sign-out")]
    public async Task What_another_site_makes_a_signed_in_browser_send_is_refused(string path)
    {
        using var browser = Browser();
        await SignInAsync(browser, await desk.HireAsync("Mia Berg"));
        using var forged = new HttpRequestMessage(HttpMethod.Post, new Uri(desk.Url, path)) { Headers = { { "Origin", "https://elsewhere.example" } } };
        browser.DefaultRequestHeaders.Remove("Origin");
        using var answer = await browser.SendAsync(forged, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private HttpClient Browser()
    {
        var browser = new HttpClient();
        browser.DefaultRequestHeaders.Add("Origin", desk.Url.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    private async Task SignInAsync(HttpClient browser, Colleague who)
    {
        using var answer = await browser.PostAsJsonAsync(new Uri(desk.Url, "account/sign-in"), new { email = who.Email, password = DeskHost.Password }, Ct);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task<JsonElement> SessionAsync(HttpClient browser) =>
        (await browser.GetFromJsonAsync<JsonElement>(new Uri(desk.Url, "account/session"), Ct)) is var answer && answer.TryGetProperty("me", out var me) ? me : JsonElement.Parse("null");
}
