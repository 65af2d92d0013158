using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>The absolute addresses that clients are given.</summary>
public sealed class Addresses(IOptions<DirectLineOptions> options)
{
    internal const string Root = "/v3/directline";

    internal string Stream(HttpRequest request, string conversation, string watermark, string token)
    {
        var site = Site(request);
        return $"ws{site["http".Length..]}{Root}/conversations/{conversation}/stream?watermark={Uri.EscapeDataString(watermark)}&t={Uri.EscapeDataString(token)}";
    }

    internal string Of(HttpRequest request, string path) => $"{Site(request)}{Root}{path}";

    /// <summary>This site as its clients see it, such as <c>https://help.example.com</c>.</summary>
    internal string Site(HttpRequest request) => options.Value.PublicUrl ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
}
