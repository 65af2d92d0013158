using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Knowledge.Articles.Markdown;

namespace HelpDesk.Bot.Cards;

/// <summary>The same answers for channels without cards: plain text, numbered.</summary>
internal static partial class AnswerText
{
    public static string Render(Reply.ShowAnswer answer, int steps, Texts texts)
    {
        var text = new StringBuilder().Append(answer.Intro).Append("\n\n").Append(answer.Article.Title).Append("\n\n");
        if (answer.Passage.Lead.Length > 0) text.Append(Plain(answer.Passage.Lead)).Append("\n\n");
        AppendNumbered(text, answer.Passage.Steps.Take(steps).Select(Plain));
        if (steps < answer.Passage.Steps.Count) text.Append(texts.MoreInArticle(answer.Article.Title)).Append('\n');
        text.Append('\n').Append(AnswerCard.Source(answer.Article, texts)).Append("\n\n").Append(texts.PlainFeedback);
        return text.ToString();
    }

    public static string Render(Reply.AskWhich which, Texts texts)
    {
        var text = new StringBuilder().Append(texts.Which).Append("\n\n");
        AppendNumbered(text, which.Choices.Select(a => a.Title));
        return text.Append('\n').Append(texts.WhichPlain).ToString();
    }

    public static string Render(Reply.AskGuide guide, Texts texts)
    {
        var text = new StringBuilder().Append(Plain(guide.Text)).Append("\n\n");
        AppendNumbered(text, guide.Answers);
        return text.Append('\n').Append(texts.GuidePlain).ToString();
    }

    /// <summary>A link that cannot be pressed is written out behind its words.</summary>
    private static string Plain(string markdown) => SafeMarkdown.ToPlainText(Link.Replace(markdown, "${words} (${url})"));

    [GeneratedRegex(@"\[(?<words>[^\]]+)\]\((?<url>https?://[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }

    private static void AppendNumbered(StringBuilder text, IEnumerable<string> lines)
    {
        var n = 0;
        foreach (var line in lines) text.Append(CultureInfo.InvariantCulture, $"{++n}. {line}\n");
    }
}
