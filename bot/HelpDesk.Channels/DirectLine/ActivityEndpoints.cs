using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Saying something, and reading what was said.</summary>
internal static class ActivityEndpoints
{
    public static async Task<IResult> PostAsync(string id, HttpContext http, Access access, Posts posts, IOptions<DirectLineOptions> options)
    {
        var caller = await access.OfAsync(http.Request, id, http.RequestAborted);
        if (caller.Refusal is not null)
            return caller.Refusal;
        if (await posts.RefusalAsync(id, http.RequestAborted) is { } closed)
            return closed;
        var (activity, refusal) = await RequestBody.ReadAsync(http.Request, options.Value.MaxActivityBytes, ActivityJson.Default.Activity);
        if (refusal is not null)
            return refusal;
        return activity is null ? DirectLineError.BadJson : await posts.PostAsync(id, caller, activity, http.RequestAborted);
    }

    public static async Task<IResult> GetAsync(string id, string? watermark, HttpContext http, Access access, History history)
    {
        var ct = http.RequestAborted;
        var caller = await access.OfAsync(http.Request, id, ct);
        if (caller.Refusal is not null)
            return caller.Refusal;
        var version = Identifiers.IsConversation(id) ? await history.VersionAsync(id, ct) : 0;
        if (version == 0)
            return DirectLineError.UnknownConversation;
        if (!History.TryReadWatermark(watermark, version, out var after))
            return DirectLineError.BadArgument("The watermark is not one of this service.");
        http.Response.Headers.CacheControl = "no-store";
        var page = await history.ReadAsync(id, after, ct);
        return TypedResults.Bytes(page.ToJson(), "application/json; charset=utf-8");
    }
}

/// <summary>Takes what a client says into its conversation, from a plain post or an upload.</summary>
public sealed class Posts(TurnQueue queue, History history, IStore store, ITurnHandler handler, Limits limits, TimeProvider time, IOptions<DirectLineOptions> options)
{
    /// <summary>Why nothing can be posted to this conversation now, or null.</summary>
    internal async Task<DirectLineError?> RefusalAsync(string conversation, CancellationToken ct)
    {
        if (!Identifiers.IsConversation(conversation) || await history.VersionAsync(conversation, ct) == 0)
            return DirectLineError.UnknownConversation;
        return limits.TryPost(conversation, out var wait) ? null : DirectLineError.TooMany(wait);
    }

    internal async Task<IResult> PostAsync(string conversation, Caller caller, Activity said, CancellationToken ct)
    {
        if (Refusal(caller, said) is { } refusal)
            return refusal;
        var user = Speaker(caller, said)!;
        var activity = IncomingActivity.Accept(said, conversation, user, ConversationEndpoints.Bot(options.Value));
        var target = Identifiers.Conversation(conversation);
        if (string.Equals(activity.Type, ActivityTypes.Typing, StringComparison.Ordinal))
            return await ShowAsync(target, activity, ct);
        var received = await queue.ReceiveAsync(target, activity, ClientActivityId(activity) is { } same ? $"{user}\n{same}" : null, ct);
        return Accepted(received.ActivityId);
    }

    /// <summary>Why this caller may not say that, or null.</summary>
    internal static DirectLineError? Refusal(Caller caller, Activity said)
    {
        if (IncomingActivity.Fault(said) is { } fault)
            return DirectLineError.BadArgument(fault);
        return Speaker(caller, said) is null ? DirectLineError.BadArgument("With a secret, from.id says who speaks.") : null;
    }

    private static string? Speaker(Caller caller, Activity said) => caller.Holder?.User ?? IncomingActivity.Plain(said.From?.Id, Identifiers.LongestId);

    // Typing is only of interest now: it is shown to whoever watches and never stored.
    private async Task<IResult> ShowAsync(ConversationId conversation, Activity typing, CancellationToken ct)
    {
        var passing = typing with { Id = $"{conversation.Id}|typing-{Guid.CreateVersion7():N}", Timestamp = time.GetUtcNow() };
        await ConversationSignals.ShowAsync(store, conversation, passing, ct);
        await handler.HearPassingAsync(conversation, passing, ct);
        return Accepted(passing.Id);
    }

    private static IResult Accepted(string id) => TypedResults.Json(new ResourceBody(id), DirectLineJson.Default.ResourceBody);

    private static string? ClientActivityId(Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var id)
        && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
