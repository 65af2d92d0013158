using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace HelpDesk.Handoff.Service.Talk;

/// <summary>Files of a ticket: uploaded first, then named by a message. Only what a message of the ticket names can be read.</summary>
internal static class AttachmentEndpoints
{
    public const string Upload = "/{ticket}/attachments";

    public static void MapAttachments(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost(Upload, Keep).RequireAuthorization(DeskPolicies.Attach).WithName("uploadAttachment")
            .WithSummary("Uploads one file as the body; repeating it changes nothing.").Accepts<Stream>("*/*").WithMetadata(new UploadMarker());
        tickets.MapGet("/{ticket}/attachments/{blob}", Read).RequireAuthorization(DeskPolicies.ReadTalk).WithName("getAttachment")
            .WithSummary("A file that a message of the ticket names.").Produces<Stream>(StatusCodes.Status200OK, BlobFolder.AnyType);
    }

    private static async Task<Results<Ok<UploadView>, ProblemHttpResult>> Keep(
        string ticket, string? name, HttpContext http, TicketCall call, BlobFolder blobs, IOptions<HandoffOptions> options, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is null) return Problems.NotFound("ticket");
        var most = options.Value.MaxAttachmentBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most + 1;
        if (http.Request.ContentLength > most || await KeepAsync(http, blobs, ct) is not { } kept)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The file is too large.", $"A file may have {most} bytes. Send a smaller one, or a link to it.");
        if (kept.Length == 0) return Problems.Field("body", "It is empty.", "Send the file's content as the body.");
        return TypedResults.Ok(new UploadView(kept.Hash, name ?? "file", http.Request.ContentType ?? BlobFolder.AnyType, kept.Length));
    }

    private static async Task<(string Hash, long Length)?> KeepAsync(HttpContext http, BlobFolder blobs, CancellationToken ct)
    {
        try
        {
            return await blobs.KeepAsync(http.Request.Body, ct);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> Read(string ticket, string blob, HttpContext http, TicketCall call, BlobFolder blobs, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var named = (await call.Desk.HistoryAsync(found.Ticket.Id, ct)).SelectMany(FilesOf).FirstOrDefault(f => f.Blob == blob);
        if (named is null || blobs.Find(blob) is not { } file) return Problems.NotFound("file");
        // What people send is never run here: saved, not shown, whatever it says it is.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.PhysicalFile(file.FullName, BlobFolder.AnyType, named.Name);
    }

    private static IEnumerable<Attachment> FilesOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Replied e => e.Attachments,
        TicketEvent.CustomerWrote e => e.Attachments,
        _ => [],
    };
}

/// <param name="Blob">Name it in a message's attachments.</param>
public sealed record UploadView(string Blob, string Name, string ContentType, long Bytes);
