using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Serves uploaded files so that none of them can act as a page of this site.</summary>
internal static class AttachmentEndpoint
{
    // SVG is not among them: it is a document that can run script.
    private static readonly HashSet<string> ShownInline = new(StringComparer.OrdinalIgnoreCase) { "image/png", "image/jpeg", "image/gif", "image/webp" };

    public static async Task<IResult> GetAsync(
        string id, string hash, string name, string? type, string? k, string? s, HttpContext http, AttachmentLinks links, BlobFolder blobs)
    {
        var file = new UploadedFile(hash, name, type ?? "");
        if (!await links.IsSignedAsync(id, file, k ?? "", s ?? "", http.RequestAborted) || blobs.Find(hash) is not { } found)
            return new DirectLineError(StatusCodes.Status404NotFound, "AttachmentNotFound", "There is no such file.");

        var inline = ShownInline.Contains(file.Type);
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, max-age=31536000, immutable";
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.PhysicalFile(found.FullName, inline ? file.Type : "application/octet-stream", enableRangeProcessing: true);
    }
}
