using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace HelpDesk.Bot.Resources;

/// <summary>Everything a person is told, in their language where there is one and in English otherwise. Keys are the names in <c>Texts.resx</c>.</summary>
public sealed partial class Texts(CultureInfo culture)
{
    private static readonly ResourceManager Manager = new("HelpDesk.Bot.Resources.Texts", typeof(Texts).Assembly);

    public static readonly Texts English = new(CultureInfo.GetCultureInfo("en"));

    public CultureInfo Culture => culture;

    public string GreetingMore => Get();
    public string FromArticle => Get();
    public string ChosenArticle => Get();
    public string DidThisFixIt => Get();
    public string DidThisHelp => Get();
    public string Yes => Get();
    public string No => Get();
    public string TalkToAPerson => Get();
    public string NoneOfThese => Get();
    public string AlsoSee => Get();
    public string StepByStep => Get();
    public string GuideGone => Get();
    public string GuidePlain => Get();
    public string NotedNone => Get();
    public string Safety => Get();
    public string Which => Get();
    public string WhichPlain => Get();
    public string PlainFeedback => Get();
    public string Miss => Get();
    public string MissAgain => Get();
    public string NoMore => Get();
    public string Help => Get();
    public string HelpMore => Get();
    public string StartedOver => Get();
    public string Thanks => Get();
    public string OnlyAttachment => Get();
    public string OldCard => Get();
    public string ArticleGone => Get();
    public string TooLong => Get();
    public string Apology => Get();
    public string StillWorking => Get();
    public string ImageAlt => Get();
    public string GroupGreetingMore => Get();
    public string BotName => Get();
    public string Called => Get();
    public string PrivateMatter => Get();
    public string EditedAnswer => Get();
    public string UsedSolved => Get();
    public string UsedNotSolved => Get();
    public string UsedPerson => Get();
    public string UsedNone => Get();
    public string UsedGuide => Get();
    public string UsedBefore => Get();
    public string UsedOld => Get();
    public string BadAction => Get();
    public string SearchStart => Get();
    public string NoDialog => Get();

    public IReadOnlyList<string> Suggestions => List();
    public IReadOnlyList<string> WordsYes => List();
    public IReadOnlyList<string> WordsNo => List();
    public IReadOnlyList<string> WordsPerson => List();
    public IReadOnlyList<string> WordsStatus => List();
    public IReadOnlyList<string> WordsStartOver => List();
    public IReadOnlyList<string> WordsHelp => List();
    public IReadOnlyList<string> WordsGreeting => List();
    public IReadOnlyList<string> WordsThanks => List();
    public IReadOnlyList<string> WordsNone => List();
    public IReadOnlyList<string> GroupSuggestions => List();
    public IReadOnlyList<string> WordsPrivate => List();
    public IReadOnlyList<string> WordsSafety => List();
    public IReadOnlyList<string> WordsReach => List();
    public IReadOnlyList<string> WordsSomeone => List();
    public IReadOnlyList<string> WordsTicketDo => List();
    public IReadOnlyList<string> PhrasesSolved => List();
    public IReadOnlyList<string> PhrasesUnsolved => List();
    public IReadOnlyList<string> PhrasesStill => List();
    public IReadOnlyList<string> BeginsAnswer => List();
    public IReadOnlyList<string> BeginsThanks => List();

    /// <summary>The texts for an activity's locale (BCP 47); English where the locale is missing, malformed or not translated.</summary>
    public static Texts For(string? locale)
    {
        if (string.IsNullOrWhiteSpace(locale) || locale.Length > 35) return English;
        try
        {
            return new Texts(CultureInfo.GetCultureInfo(locale, predefinedOnly: true));
        }
        catch (CultureNotFoundException)
        {
            return English;
        }
    }

    public string Greeting(string? firstName) =>
        string.IsNullOrWhiteSpace(firstName) ? Get("GreetingNoName") : Format(Get(), firstName);

    public string GroupGreeting(string bot) => Format(Get(), bot);

    public string MoreInArticle(string title) => Format(Get(), title);

    public string UsedChoice(string chosen) => Format(Get(), chosen);

    public string SearchNothing(string typed) => Format(Get(), typed);

    public string NextArticle(string title) => Format(Get(), title);

    public string Solved(string title) => Format(Get(), title);

    public string AlreadyNoted(string title) => Format(Get(), title);

    public string IfNot(string title, string advice) => Format(Get(), title, advice);

    public string Updated(string date, string kind) => Format(Get(), date, kind);

    /// <summary>The word for an article's category, such as "how-to".</summary>
    public string Category(string name) => Get("Category" + name);

    private string Format(string format, params object[] values) => string.Format(culture, format, values);

    private string Get([CallerMemberName] string key = "") =>
        Manager.GetString(key, culture) ?? throw new MissingManifestResourceException($"Texts.resx has no '{key}'.");

    private string[] List([CallerMemberName] string key = "") => Get(key).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
