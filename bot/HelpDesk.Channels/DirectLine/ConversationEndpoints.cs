using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Starting a conversation and coming back to it.</summary>
internal static class ConversationEndpoints
{
    /// <summary>201 with a new conversation; 200 where the token's conversation has begun already, with a stream from its beginning.</summary>
    public static async Task<IResult> StartAsync(
        HttpContext http, Access access, Tokens tokens, Addresses addresses, TurnQueue queue, IOptions<DirectLineOptions> options)
    {
        var ct = http.RequestAborted;
        var caller = await access.OfAsync(http.Request, null, ct);
        if (caller.Refusal is not null)
            return caller.Refusal;
        var (parameters, refusal) = await RequestBody.ReadAsync(http.Request, options.Value.MaxActivityBytes, DirectLineJson.Default.StartParameters);
        if (refusal is not null)
            return refusal;

        var holder = caller.Holder ?? TokenEndpoints.NewHolder(parameters);
        var started = await queue.TryStartAsync(Identifiers.Conversation(holder.Conversation), Joined(holder, parameters, options.Value), ct);
        var token = await tokens.IssueAsync(holder, ct);
        return TypedResults.Json(
            new ConversationBody(holder.Conversation, token, tokens.LifetimeSeconds, addresses.Stream(http.Request, holder.Conversation, "0", token)),
            DirectLineJson.Default.ConversationBody,
            statusCode: started ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>A fresh token and a stream that goes on from the watermark; no watermark means the whole history.</summary>
    public static async Task<IResult> ReconnectAsync(
        string id, string? watermark, HttpContext http, Access access, Tokens tokens, Addresses addresses, History history)
    {
        var ct = http.RequestAborted;
        var caller = await access.OfAsync(http.Request, id, ct);
        if (caller.Refusal is not null)
            return caller.Refusal;
        if (!Identifiers.IsConversation(id) || await history.UserAsync(id, ct) is not { } user)
            return DirectLineError.UnknownConversation;
        if (!History.TryReadWatermark(watermark, long.MaxValue, out var from))
            return DirectLineError.BadArgument("The watermark is not one of this service.");

        var token = await tokens.IssueAsync(caller.Holder ?? new(id, user), ct);
        var stream = addresses.Stream(http.Request, id, from.ToString(System.Globalization.CultureInfo.InvariantCulture), token);
        return TypedResults.Json(new ConversationBody(id, token, tokens.LifetimeSeconds, stream), DirectLineJson.Default.ConversationBody);
    }

    internal static ChannelAccount Bot(DirectLineOptions options) => new() { Id = options.BotId, Name = options.BotName, Role = "bot" };

    // For the bot alone: it greets on this. The client has asked for the conversation and needs no telling.
    private static Activity Joined(TokenHolder holder, StartParameters? parameters, DirectLineOptions options)
    {
        var user = new ChannelAccount { Id = holder.User, Name = IncomingActivity.Plain(parameters?.User?.Name, 100), Role = "user" };
        var bot = Bot(options);
        return new()
        {
            Type = ActivityTypes.ConversationUpdate,
            ChannelId = ChannelIds.WebChat,
            Conversation = new() { Id = holder.Conversation },
            From = user,
            Recipient = bot,
            MembersAdded = [user, bot],
            Locale = IncomingActivity.Plain(parameters?.Locale, 35),
        };
    }
}
