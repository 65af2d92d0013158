using Microsoft.Net.Http.Headers;

namespace HelpDesk.Channels.DirectLine;

/// <summary>What the headers of an uploaded part say, or of a body that is the file itself.</summary>
internal static class PartHeaders
{
    private const int LongestName = 200;
    private const int LongestType = 100;
    private const string UnknownType = "application/octet-stream";

    public static bool IsActivity(string? disposition) =>
        Parse(disposition) is { } parsed && HeaderUtilities.RemoveQuotes(parsed.Name).Equals("activity", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file's name without folders and control characters; "file" where there is none.</summary>
    public static string FileName(string? disposition)
    {
        var given = Parse(disposition) is { } parsed ? HeaderUtilities.RemoveQuotes(parsed.FileNameStar.HasValue ? parsed.FileNameStar : parsed.FileName).Value : null;
        var last = given?[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        return IncomingActivity.Plain(last, LongestName) is { } name && name is not ("." or "..") ? name : "file";
    }

    public static string MediaType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Length is > 0 and <= LongestType ? type.MediaType.Value! : UnknownType;

    // The protocol's own documentation leaves the type away: name="file"; filename="picture.jpg".
    private static ContentDispositionHeaderValue? Parse(string? disposition) =>
        ContentDispositionHeaderValue.TryParse(disposition, out var parsed) && !parsed.DispositionType.Value!.Contains('=', StringComparison.Ordinal)
        || ContentDispositionHeaderValue.TryParse($"form-data; {disposition}", out parsed)
            ? parsed
            : null;
}
