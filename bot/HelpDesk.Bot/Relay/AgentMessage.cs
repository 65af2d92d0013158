using System.Text;
using System.Text.RegularExpressions;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Relay;

/// <summary>An agent's words as an activity: his name before them, and nothing in them taken for formatting, but links stay links. Pure.</summary>
internal static partial class AgentMessage
{
    private const string Special = "\\`*_{}[]<>#|~";

    public static Activity Of(string name, string text, IReadOnlyList<Attachment> files) => new()
    {
        Type = ActivityTypes.Message,
        Text = $"**{Escape(name)}:** {Escape(text)}",
        TextFormat = "markdown",
        InputHint = "acceptingInput",
        Attachments = files.Count == 0 ? null : files,
    };

    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var at = 0;
        foreach (var link in Link.EnumerateMatches(text))
        {
            Append(escaped, text.AsSpan(at, link.Index - at));
            escaped.Append(text.AsSpan(link.Index, link.Length));
            at = link.Index + link.Length;
        }
        Append(escaped, text.AsSpan(at));
        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // One line break is none in Markdown.
            if (text[i] == '\n') escaped.Append("  \n");
            else if (Special.Contains(text[i]) || (text[i] is '-' or '+' or '=' && IsLineStart(text, i))) escaped.Append('\\').Append(text[i]);
            else if (text[i] != '\r') escaped.Append(text[i]);
        }
    }

    private static bool IsLineStart(ReadOnlySpan<char> text, int at) => at == 0 || text[..at].TrimEnd(' ') is [.., '\n'];

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }
}
