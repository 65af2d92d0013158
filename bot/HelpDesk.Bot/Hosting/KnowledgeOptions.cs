namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>Folders of articles that are brought in at every start, incrementally; the starter knowledge base where none is named. One entry "none" means no folder.</summary>
    public IList<string> Sources { get; } = [];

    public IReadOnlyList<string> Folders => Sources.Count switch
    {
        0 => [Path.Combine(AppContext.BaseDirectory, "articles")],
        1 when Sources[0] is "none" => [],
        _ => [.. Sources.Select(Path.GetFullPath)],
    };
}
