using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>Turns the bare status of a body that could not be bound into a problem that says where it is wrong.</summary>
internal sealed class UnreadBodies : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        BadHttpRequestException? unread = null;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException failure) when (!context.Response.HasStarted)
        {
            // Thrown in development only; elsewhere the status is set, and nothing is written.
            (unread, context.Response.StatusCode) = (failure, failure.StatusCode);
        }
        if (context.Response.HasStarted || context.Response.ContentType is not null || (context.Response.StatusCode is not (400 or 413 or 415) && unread is null)) return;
        var where = context.Response.StatusCode == 400 ? await WhereAsync(context.Request) : null;
        await ProblemOf(context.Response.StatusCode, where).ExecuteAsync(context);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult ProblemOf(int status, string? where) => status switch
    {
        413 => Problems.Of(status, "too-large", "The body is too large.", "Send less, or upload files as attachments."),
        415 => Problems.Of(status, "not-json", "The body is no JSON.", "Send Content-Type: application/json."),
        _ => Problems.Field("body", where ?? "A field has another type than the description says, or the query cannot be read.", "Compare it with /v1/openapi.json."),
    };

    private static async Task<string?> WhereAsync(HttpRequest request)
    {
        if (!request.Body.CanSeek) return null;
        request.Body.Position = 0;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return null;
        }
        catch (JsonException broken)
        {
            return $"It is no JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.";
        }
    }
}
