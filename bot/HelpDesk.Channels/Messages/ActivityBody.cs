using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using HelpDesk.Channels.Activities;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Channels.Messages;

/// <summary>A body that was read. Without a fault it is an activity to be handled.</summary>
/// <param name="Activity">With <see cref="BodyFault.Unreadable"/> only what says who sent it and what it is.</param>
internal readonly record struct BodyReading(Activity? Activity, BodyFault Fault);

internal enum BodyFault
{
    None,
    TooLarge,
    NotJson,
    NoType,

    /// <summary>An activity by its type, with fields that are none of the protocol's.</summary>
    Unreadable,
}

/// <summary>Reads an activity of bounded size, whatever was sent.</summary>
internal static class ActivityBody
{
    // What is read here is written again inside of something else, which is a little deeper; the framework's limit is 64 for both.
    private const int Deepest = 60;
    private static readonly ActivityJson Json = new(new JsonSerializerOptions(ActivityJson.Default.Options) { MaxDepth = Deepest });

    public static async ValueTask<BodyReading> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return new(null, BodyFault.TooLarge);
        var read = await request.BodyReader.ReadAtLeastAsync(most + 1, ct);
        try
        {
            return read.Buffer.Length > most ? new(null, BodyFault.TooLarge) : Parse(read.Buffer);
        }
        finally
        {
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
    }

    private static BodyReading Parse(ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment && !LoneSurrogates.MayBeIn(body.FirstSpan))
            return Parse(body.FirstSpan);
        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            LoneSurrogates.Replace(copy.AsSpan(0, length));
            return Parse(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        }
    }

    private static BodyReading Parse(ReadOnlySpan<byte> body)
    {
        // Strings that nobody has looked at yet stay as they came; what is no text must not wait in them for a reader.
        if (!Utf8.IsValid(body))
            return new(null, BodyFault.NotJson);
        try
        {
            return JsonSerializer.Deserialize(body, Json.Activity) is { } activity ? Judge(activity) : new(null, BodyFault.NotJson);
        }
        catch (JsonException)
        {
            return Envelope(body);
        }
    }

    private static BodyReading Judge(Activity activity) =>
        string.IsNullOrWhiteSpace(activity.Type) ? new(null, BodyFault.NoType) : new(activity.WithoutGaps(), BodyFault.None);

    // JSON it may be all the same: then who sent it is looked at, and it is acknowledged, because sent again it would be no better.
    private static BodyReading Envelope(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Deepest });
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || reader.Read())
                return new(null, BodyFault.NotJson);
            return Text(root, "type") is not { } type || string.IsNullOrWhiteSpace(type) ? new(null, BodyFault.NoType) : new(Envelope(root, type), BodyFault.Unreadable);
        }
        catch (JsonException)
        {
            return new(null, BodyFault.NotJson);
        }
    }

    private static Activity Envelope(JsonElement root, string type) => new()
    {
        Type = type,
        ChannelId = Text(root, "channelId"),
        ServiceUrl = Text(root, "serviceUrl"),
        DeliveryMode = Text(root, "deliveryMode"),
        Conversation = root.TryGetProperty("conversation", out var conversation) && conversation.ValueKind == JsonValueKind.Object
            ? new() { Id = Text(conversation, "id"), TenantId = Text(conversation, "tenantId") }
            : null,
    };

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A null among the entries of a list is JSON, and a trap for everybody who goes through the list.
    private static Activity WithoutGaps(this Activity activity) => !HasGaps(activity) ? activity : activity with
    {
        Attachments = WithoutGaps(activity.Attachments),
        Entities = WithoutGaps(activity.Entities),
        MembersAdded = WithoutGaps(activity.MembersAdded),
        MembersRemoved = WithoutGaps(activity.MembersRemoved),
        ReactionsAdded = WithoutGaps(activity.ReactionsAdded),
        ReactionsRemoved = WithoutGaps(activity.ReactionsRemoved),
    };

    private static bool HasGaps(Activity activity) =>
        HasGaps(activity.Attachments) || HasGaps(activity.Entities) || HasGaps(activity.MembersAdded) || HasGaps(activity.MembersRemoved)
        || HasGaps(activity.ReactionsAdded) || HasGaps(activity.ReactionsRemoved);

    private static bool HasGaps<T>(IReadOnlyList<T>? list) where T : class => list is not null && list.Contains(null);

    private static IReadOnlyList<T>? WithoutGaps<T>(IReadOnlyList<T>? list) where T : class => HasGaps(list) ? [.. list!.Where(entry => entry is not null)] : list;
}
