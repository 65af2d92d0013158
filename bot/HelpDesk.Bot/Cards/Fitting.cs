using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Cards;

/// <summary>Keeps messages below what their channel takes: cut where a reader would stop, never refused.</summary>
internal static class Fitting
{
    private const string Ellipsis = "…";

    /// <summary>The message with the most parts that fits, 0 parts where even one is too many.</summary>
    public static Activity Longest(int parts, Surface surface, Func<int, Activity> render)
    {
        for (var kept = parts; kept > 0; kept--)
            if (render(kept) is var message && Size(message, surface) <= surface.LargestMessage) return message;
        return render(0);
    }

    /// <summary>The message with as much of a text as fits.</summary>
    public static Activity Shortened(string text, Surface surface, Func<string, Activity> render)
    {
        var message = render(text);
        for (var length = text.Length; Size(message, surface) > surface.LargestMessage && length > 1;)
            message = render(Cut(text, length = length * 3 / 4));
        return message;
    }

    /// <summary>At a paragraph's end where there is one late enough, else at a word's.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var at = text.LastIndexOf("\n\n", length, StringComparison.Ordinal);
        if (at < length / 2) at = text.LastIndexOf(' ', length);
        if (at < length / 2) at = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..at].TrimEnd() + Ellipsis;
    }

    // Channels of plain text count characters, the others what goes over the wire.
    private static int Size(Activity message, Surface surface) => surface.HasCards ? Bytes(message) : message.Text?.Length ?? 0;

    private static int Bytes(Activity message) => JsonSerializer.SerializeToUtf8Bytes(message, ActivityJson.Default.Activity).Length;
}
