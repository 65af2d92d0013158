using HelpDesk.Channels.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>
/// Saying something with files: multipart, one part <c>activity</c> and any number of parts <c>file</c>; or a body that is one file, with its
/// Content-Type and Content-Disposition.
/// </summary>
internal static class UploadEndpoint
{
    private const long Envelope = 1024 * 1024;

    public static async Task<IResult> PostAsync(
        string id, HttpContext http, Access access, Posts posts, UploadReader reader, AttachmentLinks links, IOptions<DirectLineOptions> options)
    {
        var ct = http.RequestAborted;
        var caller = await access.OfAsync(http.Request, id, ct);
        if (caller.Refusal is not null)
            return caller.Refusal;
        if (await posts.RefusalAsync(id, ct) is { } closed)
            return closed;
        var most = options.Value.MaxUploadBytes + options.Value.MaxActivityBytes + Envelope;
        if (http.Request.ContentLength > most)
            return DirectLineError.TooLarge(options.Value.MaxUploadBytes);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;

        using var upload = new Upload();
        if (await reader.ReadAsync(http.Request, upload, ct) is { } refusal)
            return refusal;
        var said = Spoken(upload.Activity, http.Request.Query["userId"]);
        var activity = said with { Attachments = await AttachAsync(http.Request, id, said, upload.Files, links, ct) };
        if (Posts.Refusal(caller, activity) is { } refused)
            return refused;
        upload.Keep();
        return await posts.PostAsync(id, caller, activity, ct);
    }

    // Who speaks is said in the address as well; a token knows better than both.
    private static Activity Spoken(Activity? given, string? user)
    {
        var activity = given ?? new Activity { Type = ActivityTypes.Message };
        return activity.From?.Id is null ? activity with { From = (activity.From ?? new()) with { Id = user } } : activity;
    }

    // The activity announces its files by name; each file gets its address there, and one that was not announced is added.
    private static async Task<IReadOnlyList<Attachment>> AttachAsync(
        HttpRequest request, string conversation, Activity activity, IReadOnlyList<UploadedFile> files, AttachmentLinks links, CancellationToken ct)
    {
        var attachments = activity.Attachments?.ToList() ?? [];
        foreach (var file in files)
        {
            var address = await links.SignAsync(request, conversation, file, ct);
            var place = attachments.FindIndex(a => a is { ContentUrl: null, Content: null } && string.Equals(a.Name, file.Name, StringComparison.Ordinal));
            if (place < 0)
                attachments.Add(new() { ContentType = file.Type, ContentUrl = address, Name = file.Name });
            else
                attachments[place] = attachments[place] with { ContentType = file.Type, ContentUrl = address };
        }

        return attachments;
    }
}
