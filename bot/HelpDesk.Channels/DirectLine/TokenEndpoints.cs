using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Tokens for pages that a server of the operator's serves, and their refresh.</summary>
internal static class TokenEndpoints
{
    /// <summary>A token for a new conversation that nobody has started yet; takes <c>{"user":{"id":…}}</c> in any case.</summary>
    public static async Task<IResult> GenerateAsync(HttpContext http, Access access, Tokens tokens, IOptions<DirectLineOptions> options)
    {
        var ct = http.RequestAborted;
        var caller = await access.OfAsync(http.Request, null, ct);
        if (caller.Refusal is not null)
            return caller.Refusal;
        if (!caller.HasSecret)
            return DirectLineError.TokenRefused with { Message = "Tokens are generated with the secret." };
        var (parameters, refusal) = await RequestBody.ReadAsync(http.Request, options.Value.MaxActivityBytes, DirectLineJson.Default.StartParameters);
        if (refusal is not null)
            return refusal;
        var holder = NewHolder(parameters);
        return Body(holder, await tokens.IssueAsync(holder, ct), tokens);
    }

    /// <summary>A token of the same user and conversation with a new lifetime, for one that is still alive.</summary>
    public static async Task<IResult> RefreshAsync(HttpContext http, Access access, Tokens tokens)
    {
        var caller = await access.OfAsync(http.Request, null, http.RequestAborted);
        if (caller.Refusal is not null)
            return caller.Refusal;
        if (caller.Holder is not { } holder)
            return DirectLineError.BadArgument("A secret needs no refresh.");
        return Body(holder, await tokens.IssueAsync(holder, http.RequestAborted), tokens);
    }

    /// <summary>There are no enhanced-authentication sessions here; the client takes the empty id for that.</summary>
    public static IResult Session() => TypedResults.Json(new SessionBody(""), DirectLineJson.Default.SessionBody);

    /// <summary>A new conversation with the user that was named, or with somebody new.</summary>
    internal static TokenHolder NewHolder(StartParameters? parameters) =>
        new(Identifiers.NewConversation(), IncomingActivity.Plain(parameters?.User?.Id, Identifiers.LongestId) ?? Identifiers.NewUser());

    private static IResult Body(TokenHolder holder, string token, Tokens tokens) =>
        TypedResults.Json(new ConversationBody(holder.Conversation, token, tokens.LifetimeSeconds), DirectLineJson.Default.ConversationBody);
}
