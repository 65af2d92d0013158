using System.Text;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Channels.Messages;

/// <summary>A refusal in the shape of problem details, with nothing in it that the caller could learn from.</summary>
internal sealed record Problem(int Status, string Title)
{
    public static readonly Problem TooLarge = new(StatusCodes.Status413PayloadTooLarge, "The activity is too large.");
    public static readonly Problem NotJson = new(StatusCodes.Status400BadRequest, "The body is no JSON object in UTF-8.");
    public static readonly Problem NoType = new(StatusCodes.Status400BadRequest, "The activity has no type.");
    public static readonly Problem Unreadable = new(StatusCodes.Status400BadRequest, "The activity cannot be read.");
    public static readonly Problem NotJsonType = new(StatusCodes.Status415UnsupportedMediaType, "An activity is sent as application/json.");
    public static readonly Problem StoreDown = new(StatusCodes.Status503ServiceUnavailable, "Nothing can be stored just now.");
    public static readonly Problem TooManyRequests = new(StatusCodes.Status503ServiceUnavailable, "There are too many requests at once.");
    public static readonly Problem Busy = new(StatusCodes.Status503ServiceUnavailable, "There is too much to do just now.");
    private static readonly Problem Unauthorized = new(StatusCodes.Status401Unauthorized, "Unauthorized");
    private static readonly Problem NotCheckable = new(StatusCodes.Status503ServiceUnavailable, "Nothing can be checked just now.");
    private static readonly Problem Forbidden = new(StatusCodes.Status403Forbidden, "Forbidden");

    /// <summary>UTF-8.</summary>
    public byte[] Json { get; } = Encoding.UTF8.GetBytes($$"""{"title":"{{Title}}","status":{{Status}}}""");

    public static Problem Of(BodyFault fault) => fault switch
    {
        BodyFault.TooLarge => TooLarge,
        BodyFault.NoType => NoType,
        _ => NotJson,
    };

    public static Problem NotAllowed(int status) => status switch
    {
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status503ServiceUnavailable => NotCheckable,
        _ => Unauthorized,
    };

    /// <summary>What the server itself found wrong with a request, such as a body that comes too slowly.</summary>
    public static Problem BadRequest(int status) => new(status, "The request is broken.");
}
