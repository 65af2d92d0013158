using HelpDesk.Channels.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Reads an upload: multipart, part by part, or a single file as the body. Files go to disk as they come.</summary>
public sealed class UploadReader(BlobFolder blobs, IOptions<DirectLineOptions> options)
{
    private const int MostFiles = 20;

    /// <summary>Fills <paramref name="upload"/>; why it is refused, or null.</summary>
    internal async Task<DirectLineError?> ReadAsync(HttpRequest request, Upload upload, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return DirectLineError.BadArgument("An upload is multipart/form-data, or one file with its Content-Type.");
        try
        {
            return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await ReadPartsAsync(type, request.Body, upload, ct)
                : await ReadFileAsync(request, upload, ct);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException && !ct.IsCancellationRequested)
        {
            return DirectLineError.BadArgument("The upload is not complete, or is no multipart.");
        }
    }

    private DirectLineError TooLarge => DirectLineError.TooLarge(options.Value.MaxUploadBytes);

    private async Task<DirectLineError?> ReadPartsAsync(MediaTypeHeaderValue type, Stream body, Upload upload, CancellationToken ct)
    {
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return DirectLineError.BadArgument("The multipart has no boundary.");
        var reader = new MultipartReader(boundary, body);
        var room = options.Value.MaxUploadBytes;
        while (await reader.ReadNextSectionAsync(ct) is { } part)
        {
            if (PartHeaders.IsActivity(part.ContentDisposition))
            {
                var (said, refusal) = await RequestBody.ReadAsync(part.Body, null, options.Value.MaxActivityBytes, ActivityJson.Default.Activity, ct);
                if (refusal is not null)
                    return refusal;
                upload.Activity = said;
                continue;
            }

            if (upload.Files.Count == MostFiles)
                return DirectLineError.BadArgument($"An upload has at most {MostFiles} files.");
            if (await blobs.TryStageAsync(part.Body, room, ct) is not { } blob)
                return TooLarge;
            room -= blob.Length;
            upload.Add(blob, PartHeaders.FileName(part.ContentDisposition), PartHeaders.MediaType(part.ContentType));
        }

        return upload.IsEmpty ? Empty : null;
    }

    // The short form for one file and no words: the body is the file, and the request's own headers are those of the part.
    private async Task<DirectLineError?> ReadFileAsync(HttpRequest request, Upload upload, CancellationToken ct)
    {
        if (await blobs.TryStageAsync(request.Body, options.Value.MaxUploadBytes, ct) is not { } blob)
            return TooLarge;
        upload.Add(blob, PartHeaders.FileName(request.Headers.ContentDisposition), PartHeaders.MediaType(request.ContentType));
        return blob.Length == 0 ? Empty : null;
    }

    private static DirectLineError Empty => DirectLineError.BadArgument("The upload is empty.");
}
