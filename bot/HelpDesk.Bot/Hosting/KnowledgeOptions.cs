namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>Folders of articles that are brought in at every start, incrementally; the starter knowledge base where none is named. One entry "none" means no folder.</summary>
    public IList<string> Sources { get; } = [];

    internal IReadOnlyList<KnowledgeSource> Folders => Sources switch
    {
        [] => [new(Path.Combine(AppContext.BaseDirectory, "articles"), "starter articles")],
        ["none"] => [],
        _ => [.. Sources.Select(s => new KnowledgeSource(Path.GetFullPath(s), null))],
    };
}

/// <param name="Name">What the store calls it where it moves with the program; else its path.</param>
internal sealed record KnowledgeSource(string Folder, string? Name);
