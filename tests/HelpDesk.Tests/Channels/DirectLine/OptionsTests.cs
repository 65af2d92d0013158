using HelpDesk.Channels.DirectLine;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_need_nothing_but_a_folder()
    {
        Assert.True(new DirectLineOptionsValidator().Validate(null, new() { BlobFolder = "blobs" }).Succeeded);
        Assert.True(new WebChatOptionsValidator().Validate(null, new()).Succeeded);
        Assert.True(new TurnOptionsValidator().Validate(null, new()).Succeeded);
    }

    [Fact]
    public void Every_wrong_number_of_the_server_is_named_with_what_it_may_be()
    {
        var failures = new DirectLineOptionsValidator().Validate(null, new()
        {
            TokenLifetime = TimeSpan.FromSeconds(1),
            MaxActivityBytes = 1,
            MaxUploadBytes = 1,
            PostBurst = 0,
            PostsPerSecond = 0,
            MaxStreams = 0,
            StreamPoll = TimeSpan.Zero,
            SendTimeout = TimeSpan.Zero,
            PublicUrl = "https://help.example.com/path",
            BotId = "",
            BotName = "",
        }).Failures;

        AssertNames(failures, "DirectLine", "TokenLifetime", "MaxActivityBytes", "MaxUploadBytes", "PostBurst", "PostsPerSecond", "MaxStreams", "StreamPoll", "SendTimeout", "PublicUrl", "BotId", "BotName", "BlobFolder");
    }

    [Theory]
    [InlineData("https://intranet.example.com", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("*", false)]
    [InlineData("https://*.example.com", false)]
    [InlineData("https://intranet.example.com/", false)]
    [InlineData("https://intranet.example.com/page", false)]
    [InlineData("intranet.example.com", false)]
    [InlineData("file:///etc", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void An_origin_is_a_scheme_and_a_host_and_nothing_more(string origin, bool good)
    {
        var result = new DirectLineOptionsValidator().Validate(null, new() { BlobFolder = "blobs", AllowedOrigins = [origin] });

        Assert.Equal(good, result.Succeeded);
        if (!good)
            AssertNames(result.Failures, "DirectLine", "AllowedOrigins");
    }

    [Fact]
    public void An_empty_secret_is_refused() =>
        AssertNames(new DirectLineOptionsValidator().Validate(null, new() { BlobFolder = "blobs", Secrets = ["good", ""] }).Failures, "DirectLine", "Secrets");

    [Fact]
    public void Every_wrong_number_of_the_web_chat_and_the_turns_is_named()
    {
        AssertNames(new WebChatOptionsValidator().Validate(null, new() { TokensPerMinute = 0, RememberFor = TimeSpan.Zero }).Failures, "WebChat", "TokensPerMinute", "RememberFor");
        AssertNames(
            new TurnOptionsValidator().Validate(null, new()
            {
                Parallel = 0,
                Tries = 0,
                Restarts = 0,
                FirstWait = TimeSpan.Zero,
                LongestWait = TimeSpan.Zero,
                Timeout = TimeSpan.Zero,
                DuplicateWindow = TimeSpan.Zero,
                SweepInterval = TimeSpan.Zero,
                Apology = "",
            }).Failures,
            "Turn",
            "Parallel", "Tries", "Restarts", "FirstWait", "LongestWait", "Timeout", "DuplicateWindow", "SweepInterval", "Apology");
    }

    [Fact]
    public async Task A_host_with_a_wrong_setting_does_not_start() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => DirectLineServer.StartAsync(configure: services =>
            Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<DirectLineOptions>(services, options => options.AllowedOrigins.Add("*"))));

    private static void AssertNames(IEnumerable<string>? failures, string section, params string[] names)
    {
        var said = failures?.ToList() ?? [];
        Assert.Equal(names.Length, said.Count);
        foreach (var name in names)
            Assert.Single(said, failure => failure.Contains($":{name} must ", StringComparison.Ordinal) || failure.Contains($"{section}Options.{name} must ", StringComparison.Ordinal));
    }
}
