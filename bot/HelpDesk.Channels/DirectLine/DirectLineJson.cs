using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Activities;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Channels.DirectLine;

internal sealed record ConversationBody(
    string ConversationId, string? Token, [property: JsonPropertyName("expires_in")] int? ExpiresIn, string? StreamUrl = null);

internal sealed record WebChatTokenBody(
    string Token, string ConversationId, string UserId, [property: JsonPropertyName("expires_in")] int ExpiresIn);

internal sealed record ResourceBody(string Id);

internal sealed record SessionBody(string SessionId);

/// <summary>What a client says about its user and language; names are taken in any case.</summary>
internal sealed record StartParameters(ChannelAccount? User, string? Locale);

internal sealed record WebChatParameters(bool New);

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationBody))]
[JsonSerializable(typeof(WebChatTokenBody))]
[JsonSerializable(typeof(ResourceBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(StartParameters))]
[JsonSerializable(typeof(WebChatParameters))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(KeyRing))]
[JsonSerializable(typeof(SealedKeyRing))]
internal sealed partial class DirectLineJson : JsonSerializerContext;

/// <summary>A refusal in Direct Line's shape: <c>{"error":{"code","message"}}</c>.</summary>
internal sealed record DirectLineError(int Status, string Code, string Message) : IResult
{
    /// <summary>The caller did not say who it is. 401, because a client answers 403 by ending its conversation.</summary>
    public static readonly DirectLineError NoToken = new(StatusCodes.Status401Unauthorized, "Unauthorized", "An Authorization header with a Bearer token is needed.");

    public static readonly DirectLineError TokenExpired = new(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static readonly DirectLineError TokenRefused = new(StatusCodes.Status403Forbidden, "Forbidden", "The token is not valid here.");

    public static readonly DirectLineError UnknownConversation = new(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");

    public static readonly DirectLineError BadJson = new(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not the JSON that was expected.");

    public static readonly DirectLineError StoreDown = new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The service cannot store anything just now. Please try again.");

    public static DirectLineError BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static DirectLineError TooLarge(long most) => new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"At most {most} bytes are taken.");

    public static DirectLineError TooMany(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many requests.") { RetryAfter = wait };

    public TimeSpan? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(new ErrorBody(new(Code, Message)), DirectLineJson.Default.ErrorBody, cancellationToken: httpContext.RequestAborted);
    }
}
