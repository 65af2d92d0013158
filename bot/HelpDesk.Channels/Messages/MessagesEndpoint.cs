using System.Globalization;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Messages;

/// <summary>
/// <c>POST /api/messages</c>: reads an activity, asks whether its sender may speak, hands it to the host, tells the caller what became of it.
/// Whatever is sent, the answer is never 500.
/// </summary>
internal sealed class MessagesEndpoint(InboundCheck check, ITurnHost host, IOptions<MessagesOptions> options, ILogger<MessagesEndpoint> log)
{
    public const string Path = "/api/messages";
    private const string JsonType = "application/json; charset=utf-8";
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);
    private int _requests;

    public async Task PostAsync(HttpContext http)
    {
        try
        {
            if (Interlocked.Increment(ref _requests) > options.Value.MaxRequests)
                await RefuseAsync(http, Problem.TooManyRequests, ComeBack);
            else
                await ServeAsync(http);
        }
        catch (StoreException) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, Problem.StoreDown, ComeBack);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.TooLarge : Problem.BadRequest(bad.StatusCode));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller has left; there is nobody to tell.
        }
        finally
        {
            Interlocked.Decrement(ref _requests);
        }
    }

    /// <summary>For people who open the address in a browser, and tools that look whether anybody is there.</summary>
    public static Task GetAsync(HttpContext http)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.WriteAsync("Channels post the bot's activities here.\n", http.RequestAborted);
    }

    public static Task RefuseMethodAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    private async Task ServeAsync(HttpContext http)
    {
        // A page of another site can make a browser post plain text without asking; JSON it cannot.
        if (!http.Request.HasJsonContentType())
        {
            await RefuseAsync(http, Problem.NotJsonType);
            return;
        }

        var body = await ActivityBody.ReadAsync(http.Request, options.Value.MaxActivityBytes, http.RequestAborted);
        if (body.Activity is not { } activity)
        {
            await RefuseAsync(http, Problem.Of(body.Fault));
            return;
        }

        var authorization = http.Request.Headers.Authorization;
        var verdict = await check.CheckAsync(authorization.Count == 0 ? null : authorization.ToString(), activity, ConnectionFacts.Of(http), http.RequestAborted);
        if (!verdict.IsAllowed)
            await WriteAsync(http, Problem.NotAllowed(verdict.Status), verdict.Status == StatusCodes.Status503ServiceUnavailable ? ComeBack : null);
        else if (body.Fault == BodyFault.Unreadable)
            await AcknowledgeAsync(http, activity);
        else
            await AnswerAsync(http, await host.ReceiveAsync(new(activity, verdict.Caller), http.RequestAborted));
    }

    // Whoever waits for an answer is told that there will be none.
    private Task AcknowledgeAsync(HttpContext http, Activity unreadable)
    {
        log.Unreadable(LoggedType.Of(unreadable.Type));
        return InlineReply.IsAwaited(unreadable) ? WriteAsync(http, Problem.Unreadable) : AnswerAsync(http, TurnAnswer.Accepted.Instance);
    }

    private Task AnswerAsync(HttpContext http, TurnAnswer answer) => answer switch
    {
        TurnAnswer.Invoked(var invoke) => WriteJsonAsync(http, Status(invoke.Status), invoke.Body is { } body ? JsonSerializer.SerializeToUtf8Bytes(body, ActivityJson.Default.JsonElement) : []),
        TurnAnswer.Replied replied => ReplyAsync(http, replied),
        TurnAnswer.Busy busy => WriteAsync(http, Problem.Busy, busy.RetryAfter),
        _ => WriteJsonAsync(http, StatusCodes.Status200OK, []),
    };

    private async Task ReplyAsync(HttpContext http, TurnAnswer.Replied replied)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new(replied.Activities), ActivityJson.Default.ExpectedReplies);
        await WriteJsonAsync(http, StatusCodes.Status200OK, json);
        if (replied.Settle is not { } settle)
            return;
        try
        {
            await http.Response.CompleteAsync();
            await settle(!http.RequestAborted.IsCancellationRequested);
        }
        catch (StoreException failure)
        {
            log.NotSettled(failure);
        }
    }

    private Task RefuseAsync(HttpContext http, Problem problem, TimeSpan? retryAfter = null)
    {
        log.Refused(problem.Status, problem.Title);
        return WriteAsync(http, problem, retryAfter);
    }

    private static async Task WriteAsync(HttpContext http, Problem problem, TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.ContentType = "application/problem+json";
        http.Response.StatusCode = problem.Status;
        await http.Response.Body.WriteAsync(problem.Json, http.RequestAborted);
    }

    private static async Task WriteJsonAsync(HttpContext http, int status, byte[] json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = json.Length;
        if (json.Length == 0)
            return;
        http.Response.ContentType = JsonType;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    // A bot's own mistake must not break the connection.
    private static int Status(int status) => status is >= 200 and <= 599 ? status : StatusCodes.Status502BadGateway;
}
