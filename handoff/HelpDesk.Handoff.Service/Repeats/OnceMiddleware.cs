using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Service.Talk;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Http;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Repeats;

/// <summary>
/// <c>Idempotency-Key</c> on every POST: the same request again gets the answer of the first one, another request under the same key is refused. Keys belong
/// to their caller. Also tells what was wrong with a body that could not be read.
/// </summary>
internal sealed class OnceMiddleware(IStore store, TimeProvider time) : IMiddleware
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private const int MostBodyBytes = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isUpload = context.GetEndpoint()?.Metadata.GetMetadata<UploadMarker>() is not null;
        if (isUpload || !HttpMethods.IsPost(context.Request.Method) || DeskCaller.Of(context.User) is not { } caller)
        {
            await next(context);
            return;
        }
        context.Request.EnableBuffering(MostBodyBytes);
        var key = context.Request.Headers[Header].ToString();
        if (key.Length > LongestKey)
            await Problems.Field(Header, $"It has {key.Length} characters.", $"Use at most {LongestKey}.").ExecuteAsync(context);
        else if (key.Length == 0 || !await RepeatedAsync(context, caller, key))
            await next(context);
    }

    /// <summary>Whether it was answered here.</summary>
    private async Task<bool> RepeatedAsync(HttpContext context, DeskCaller caller, string key)
    {
        var once = new Once(Documents.Once(caller.Subject, key), await FingerprintAsync(context.Request, context.RequestAborted));
        var (answer, _) = await store.ReadAsync(once.Key, StoredJson.Default.StoredAnswer, time.GetCurrentInstant(), context.RequestAborted);
        if (answer is null)
        {
            context.Features.Set(once);
            return false;
        }
        if (answer.Fingerprint == once.Fingerprint) await ReplayAsync(context.Response, answer);
        else
            await Problems.Of(StatusCodes.Status422UnprocessableEntity, "key-reused", "The idempotency key was used for another request.",
                "A key belongs to one request with one body. Use a new key for a new request.").ExecuteAsync(context);
        return true;
    }

    private static async Task ReplayAsync(HttpResponse response, StoredAnswer answer)
    {
        response.StatusCode = answer.Status;
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.ETag is { } tag) response.Headers.ETag = tag;
        response.Headers["Idempotency-Replayed"] = "true";
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }

    private static async Task<string> FingerprintAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, ct) is var read and > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Marks an endpoint whose body is a file: it is named by its content, which makes repeating it harmless.</summary>
internal sealed class UploadMarker;
