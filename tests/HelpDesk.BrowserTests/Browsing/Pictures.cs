using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace HelpDesk.BrowserTests.Browsing;

/// <summary>The pictures of the documentation, taken by the tests that walk there anyway. Written only with HELPDESK_SCREENSHOTS=1.</summary>
public static class Pictures
{
    public static async Task TakeAsync(IPage page, string name, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("HELPDESK_SCREENSHOTS") != "1") return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository(here), "docs", "images", $"{name}.png"), Caret = ScreenshotCaret.Hide });
    }

    private static string Repository(string file)
    {
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "HelpDesk.Bot.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No HelpDesk.Bot.sln above {file}.");
    }
}
