using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Pages;

/// <summary>Serves the employee's web chat: the page at <c>/</c> and what it loads from <c>/assets</c>.</summary>
public static class PageEndpoints
{
    private const string NotBuilt = "The web chat page is not part of this build. Build the host with Node.js installed and without -p:SkipPages=true.";
    private const string ForAYear = "public, max-age=31536000, immutable";

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PageOptions>, PageOptionsValidator>();
        return services;
    }

    /// <param name="routes">Where to map.</param>
    /// <param name="folder">Where the built page lies; beside the host unless a test brings its own.</param>
    public static void MapPages(this IEndpointRouteBuilder routes, string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "pages", "webchat");
        var options = routes.ServiceProvider.GetRequiredService<IOptions<PageOptions>>().Value;
        var page = ReadPage(Path.Combine(folder, "index.html"), options);
        var assets = PageAssets.In(Path.Combine(folder, "assets"));

        routes.MapGet("/", (HttpContext context) => Page(context, page, NotBuilt)).ExcludeFromDescription();
        routes.MapGet("/assets/{name}", (string name, HttpContext context) => Asset(name, assets, context)).ExcludeFromDescription();
    }

    internal static Results<ContentHttpResult, NotFound<string>> Page(HttpContext context, string? page, string notBuilt)
    {
        if (page is null) return TypedResults.NotFound(notBuilt);
        var nonce = PageSecurity.NewNonce();
        PageSecurity.Protect(context.Response.Headers, nonce);
        return TypedResults.Content(page.Replace("{{nonce}}", nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    internal static Results<PhysicalFileHttpResult, NotFound> Asset(string name, PageAssets assets, HttpContext context)
    {
        if (!assets.TryFind(name, context.Request.Headers.AcceptEncoding.ToString(), out var asset)) return TypedResults.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = ForAYear;
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        if (asset.Encoding is { } encoding) headers.ContentEncoding = encoding;
        return TypedResults.PhysicalFile(asset.Path, asset.ContentType);
    }

    internal static string? ReadPage(string path, PageOptions options) => !File.Exists(path)
        ? null
        : File.ReadAllText(path)
            .Replace("{{title}}", HtmlEncoder.Default.Encode(options.Title), StringComparison.Ordinal)
            .Replace("{{accent}}", HtmlEncoder.Default.Encode(options.Accent), StringComparison.Ordinal)
            .Replace("{{language}}", HtmlEncoder.Default.Encode(options.Language), StringComparison.Ordinal);
}
