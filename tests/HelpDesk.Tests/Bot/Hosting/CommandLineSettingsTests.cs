using HelpDesk.Bot.Hosting;

namespace HelpDesk.Tests.Bot.Hosting;

public sealed class CommandLineSettingsTests
{
    [Theory]
    [InlineData("--Data:Path=/x kb import a", "--Data:Path=/x", "kb import a")]
    [InlineData("kb search q --Data:Path /x --json", "--Data:Path=/x", "kb search q --json")]
    [InlineData("--urls http://localhost:1 --role desk", "--urls=http://localhost:1 --role=desk", "")]
    [InlineData("--MicrosoftAppId abc", "--MicrosoftAppId=abc", "")]
    [InlineData("kb import C:/articles", "", "kb import C:/articles")]
    [InlineData("", "", "")]
    public void Settings_go_with_every_command(string line, string settings, string rest)
    {
        var split = CommandLineSettings.Split(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((settings, rest), (string.Join(' ', split.Settings), string.Join(' ', split.Rest)));
    }
}
