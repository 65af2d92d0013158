namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>What a text must be to be kept. The limits are far above what people write and keep one event far below the store's 8 MiB.</summary>
internal static class Text
{
    public const int MaxLine = 500;
    public const int MaxMessage = 64_000;

    public static Refusal? Line(string text) => Demand(text, MaxLine);

    public static Refusal? Message(string text) => Demand(text, MaxMessage);

    /// <summary>Words may be missing where a file says it.</summary>
    public static Refusal? Message(string text, int attachments) =>
        attachments > 0 && text.Length <= MaxMessage ? null : Demand(text, MaxMessage);

    private static Refusal? Demand(string text, int max)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refusal.WordsMissing;
        return text.Length > max ? Refusal.WordsTooLong : null;
    }
}
