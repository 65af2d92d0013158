using HelpDesk.Channels.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HelpDesk.Channels.DirectLine;

internal sealed record Upload(Activity? Activity, IReadOnlyList<UploadedFile> Files, DirectLineError? Refusal)
{
    public static Upload Refused(DirectLineError refusal) => new(null, [], refusal);
}

/// <summary>Reads an upload part by part; files go to disk as they come.</summary>
public sealed class UploadReader(BlobFolder blobs, IOptions<DirectLineOptions> options)
{
    private const int MostFiles = 20;
    private const int LongestName = 200;
    private const string UnknownType = "application/octet-stream";

    internal async Task<Upload> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return Upload.Refused(DirectLineError.BadArgument("An upload is multipart/form-data."));
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, request.Body), ct);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Upload.Refused(DirectLineError.TooLarge(options.Value.MaxUploadBytes));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException && !ct.IsCancellationRequested)
        {
            return Upload.Refused(DirectLineError.BadArgument("The upload is not complete, or is no multipart."));
        }
    }

    private async Task<Upload> ReadPartsAsync(MultipartReader reader, CancellationToken ct)
    {
        Activity? activity = null;
        var files = new List<UploadedFile>();
        var room = options.Value.MaxUploadBytes;
        while (await reader.ReadNextSectionAsync(ct) is { } part)
        {
            if (IsActivity(part))
            {
                var (said, refusal) = await RequestBody.ReadAsync(part.Body, null, options.Value.MaxActivityBytes, ActivityJson.Default.Activity, ct);
                if (refusal is not null)
                    return Upload.Refused(refusal);
                activity = said;
                continue;
            }

            if (files.Count == MostFiles)
                return Upload.Refused(DirectLineError.BadArgument($"An upload has at most {MostFiles} files."));
            if (await blobs.TrySaveAsync(part.Body, room, ct) is not { } saved)
                return Upload.Refused(DirectLineError.TooLarge(options.Value.MaxUploadBytes));
            room -= saved.Length;
            files.Add(new(saved.Hash, NameOf(part), TypeOf(part)));
        }

        return files.Count == 0 && activity is null ? Upload.Refused(DirectLineError.BadArgument("The upload is empty.")) : new(activity, files, null);
    }

    private static bool IsActivity(MultipartSection part) =>
        Disposition(part) is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name).Equals("activity", StringComparison.OrdinalIgnoreCase);

    private static ContentDispositionHeaderValue? Disposition(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) ? disposition : null;

    private static string NameOf(MultipartSection part)
    {
        var given = Disposition(part) is { } disposition ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value : null;
        var last = given?[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        return IncomingActivity.Plain(last, LongestName) is { } name && name is not ("." or "..") ? name : "file";
    }

    private static string TypeOf(MultipartSection part) =>
        MediaTypeHeaderValue.TryParse(part.ContentType, out var type) && type.MediaType.Length is > 0 and <= 100 ? type.MediaType.Value! : UnknownType;
}
