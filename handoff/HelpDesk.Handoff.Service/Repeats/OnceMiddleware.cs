using System.Text;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Repeats;

/// <summary>
/// <c>Idempotency-Key</c> on every POST: the same request again gets the answer of the first one, refusals included; another request under the same key is
/// refused. Keys belong to their caller. An endpoint that changes something keeps its answer in the same commit; every other answer is kept here.
/// </summary>
internal sealed class OnceMiddleware(IStore store, HandoffOptions options, TimeProvider time) : IMiddleware
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private const int MostBytesInMemory = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var key = context.Request.Headers[Header].ToString();
        var isUpload = context.GetEndpoint()?.Metadata.GetMetadata<UploadMarker>() is not null;
        if (!HttpMethods.IsPost(context.Request.Method) || DeskCaller.Of(context.User) is not { } caller || (isUpload && key.Length == 0))
        {
            await next(context);
            return;
        }
        if (isUpload && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.MaxAttachmentBytes + 1;
        // Larger bodies go through a file: they are read twice, for their fingerprint and by the endpoint.
        context.Request.EnableBuffering(MostBytesInMemory);
        if (key.Length > LongestKey)
            await Problems.Field(Header, $"It has {key.Length} characters.", $"Use at most {LongestKey}.").ExecuteAsync(context);
        else if (key.Length == 0)
            await next(context);
        else
            await OnceAsync(context, caller, key, next);
    }

    private async Task OnceAsync(HttpContext context, DeskCaller caller, string key, RequestDelegate next)
    {
        var once = new Once(Documents.Once(caller.Subject, key), await Fingerprint.OfAsync(context.Request, context.RequestAborted));
        StoredAnswer? earlier;
        try
        {
            earlier = await ReadAsync(once, context.RequestAborted);
        }
        catch (StoreException)
        {
            await Problems.StoreDown().ExecuteAsync(context);
            return;
        }
        if (earlier is not null) await AnswerAsync(context, once, earlier);
        else await RunAsync(context, once, next);
    }

    private async Task RunAsync(HttpContext context, Once once, RequestDelegate next)
    {
        context.Features.Set(once);
        using var buffer = new MemoryStream();
        var body = context.Response.Body;
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }
        if (!once.IsKept && await KeptByAnotherAsync(context, once, buffer) is { } other) await AnswerAsync(context, once, other);
        else if (buffer.Length > 0) await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    private async Task<StoredAnswer?> ReadAsync(Once once, CancellationToken ct) =>
        (await store.ReadAsync(once.Key, StoredJson.Default.StoredAnswer, time.GetCurrentInstant(), ct)).Value;

    /// <summary>Keeps an answer that came without an effect; gives the one that the same request got meanwhile, where it was faster.</summary>
    private async Task<StoredAnswer?> KeptByAnotherAsync(HttpContext context, Once once, MemoryStream buffer)
    {
        var response = context.Response;
        if (!IsFinal(response.StatusCode)) return null;
        var answer = new StoredAnswer("", response.StatusCode, Text(response.Headers.Location), Text(response.Headers.ETag), Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        var now = time.GetCurrentInstant();
        try
        {
            if (await store.CommitAsync(new Commit(now) { Checks = [once.Check], Writes = [once.Put(answer, now)] }, context.RequestAborted) is CommitResult.Committed) return null;
            return await ReadAsync(once, context.RequestAborted);
        }
        catch (StoreException)
        {
            // Nothing was changed, so the same request may as well be decided anew.
            return null;
        }
    }

    /// <summary>What the same request would be answered again. A request that was not understood, or came with an old If-Match, may be put right under its key.</summary>
    private static bool IsFinal(int status) =>
        status is (>= 200 and < 300) or StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity;

    private static async Task AnswerAsync(HttpContext context, Once once, StoredAnswer answer)
    {
        var response = context.Response;
        // Of the answer that another one was faster than.
        (response.ContentType, response.ContentLength, response.Headers.ETag, response.Headers.Location) = (null, null, default, default);
        if (answer.Fingerprint != once.Fingerprint)
        {
            await Problems.Of(StatusCodes.Status422UnprocessableEntity, "key-reused", "The idempotency key was used for another request.",
                "A key belongs to one request with one body. Use a new key for a new request.").ExecuteAsync(context);
            return;
        }
        response.StatusCode = answer.Status;
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.ETag is { } tag) response.Headers.ETag = tag;
        response.Headers["Idempotency-Replayed"] = "true";
        if (answer.Body.Length == 0) return;
        response.ContentType = answer.Status < 400 ? "application/json; charset=utf-8" : "application/problem+json";
        await response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static string? Text(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 0 ? null : header.ToString();
}

/// <summary>Marks an endpoint whose body is a file. Without a key it goes straight to the disk: named by its content, it can be sent again without harm.</summary>
internal sealed class UploadMarker;
