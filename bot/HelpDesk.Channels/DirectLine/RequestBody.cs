using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Channels.DirectLine;

/// <summary>A body that was read, or why not.</summary>
internal readonly record struct BodyReading<T>(T? Value, DirectLineError? Refusal) where T : class;

internal static class RequestBody
{
    /// <summary>Reads a JSON body of bounded size; an empty one gives neither value nor refusal.</summary>
    public static async Task<BodyReading<T>> ReadAsync<T>(Stream body, long? length, int most, JsonTypeInfo<T> type, CancellationToken ct) where T : class
    {
        if (length > most)
            return new(null, DirectLineError.TooLarge(most));
        var buffer = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            var read = await body.ReadAtLeastAsync(buffer.AsMemory(0, most + 1), most + 1, throwOnEndOfStream: false, ct);
            if (read > most)
                return new(null, DirectLineError.TooLarge(most));
            return read == 0 ? default : Parse(buffer.AsSpan(0, read), type);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public static Task<BodyReading<T>> ReadAsync<T>(HttpRequest request, int most, JsonTypeInfo<T> type) where T : class =>
        ReadAsync(request.Body, request.ContentLength, most, type, request.HttpContext.RequestAborted);

    private static BodyReading<T> Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value && CanBeWritten(json, value, type) ? new(value, null) : new(null, DirectLineError.BadJson);
        }
        catch (JsonException)
        {
            return new(null, DirectLineError.BadJson);
        }
    }

    // Half a surrogate pair, escaped, is JSON that reads as an element but cannot be written again.
    private static bool CanBeWritten<T>(ReadOnlySpan<byte> json, T value, JsonTypeInfo<T> type)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
            return true;
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, type).Length > 0;
        }
        catch (Exception unwritable) when (unwritable is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
