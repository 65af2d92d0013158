using System.Collections.Frozen;

namespace HelpDesk.Bot.Pages;

/// <summary>The files that the page was built into. Only names that were there at start are served, so no name leads out of the folder.</summary>
internal sealed class PageAssets
{
    private static readonly (string Encoding, string Suffix)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private readonly FrozenDictionary<string, string> _paths;

    private PageAssets(FrozenDictionary<string, string> paths) => _paths = paths;

    public static PageAssets In(string folder) => new(
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : []).ToFrozenDictionary(path => Path.GetFileName(path), StringComparer.Ordinal));

    /// <summary>The smallest form of a file that the browser accepts. The files were compressed when the page was built.</summary>
    public bool TryFind(string name, string accepted, out PageAsset asset)
    {
        asset = default;
        if (TypeOf(name) is not { } type || !_paths.TryGetValue(name, out var path)) return false;
        asset = new PageAsset(path, type, null);
        foreach (var (encoding, suffix) in Compressed)
        {
            if (!accepted.Contains(encoding, StringComparison.OrdinalIgnoreCase) || !_paths.TryGetValue(name + suffix, out var smaller)) continue;
            asset = new PageAsset(smaller, type, encoding);
            break;
        }

        return true;
    }

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        _ => null,
    };
}

/// <param name="Path">The file on disk, absolute.</param>
/// <param name="ContentType">Its media type, before any compression.</param>
/// <param name="Encoding">Its content encoding; null when it is as it is.</param>
internal readonly record struct PageAsset(string Path, string ContentType, string? Encoding);
