using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Pages;

/// <summary>
/// Serves the agents' console: one page for every address below <c>/agents</c>, which finds out itself where it is, and its files from <c>/agents/assets</c>.
/// The page is public and holds nothing: what it shows comes from the API, which asks who is there.
/// </summary>
public static class ConsoleEndpoints
{
    private const string NotBuilt = "The agents' console is not part of this build. Build the host with Node.js installed and without -p:SkipPages=true.";

    /// <param name="routes">Where to map.</param>
    /// <param name="folder">Where the built page lies; beside the host unless a test brings its own.</param>
    public static void MapConsole(this IEndpointRouteBuilder routes, string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "pages", "console");
        var options = routes.ServiceProvider.GetRequiredService<IOptions<PageOptions>>().Value;
        var page = PageEndpoints.ReadPage(Path.Combine(folder, "index.html"), options);
        var assets = PageAssets.In(Path.Combine(folder, "assets"));

        var console = routes.MapGroup("/agents").ExcludeFromDescription();
        console.MapGet("/{**place}", (HttpContext context) => PageEndpoints.Page(context, page, NotBuilt));
        console.MapGet("/assets/{name}", (string name, HttpContext context) => PageEndpoints.Asset(name, assets, context));
    }
}
