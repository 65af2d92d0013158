using WordGroups = HelpDesk.Knowledge.Search.Synonyms;

namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>Folders of articles that are brought in at every start, incrementally; the starter knowledge base where none is named. One entry "none" means no folder.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>The authors' own list of words that mean the same, in place of the one that comes with the product; a YAML file with <c>groups:</c>, read at start.</summary>
    public string? Synonyms { get; set; }

    /// <exception cref="YamlDotNet.Core.YamlException">The file is not YAML; <see cref="SettingsCheck"/> has said so before.</exception>
    internal WordGroups ReadSynonyms()
    {
        if (Synonyms is null) return WordGroups.Default;
        using var file = File.OpenText(Path.GetFullPath(Synonyms));
        return WordGroups.Parse(file);
    }

    internal IReadOnlyList<KnowledgeSource> Folders => Sources switch
    {
        [] => [new(Path.Combine(AppContext.BaseDirectory, "articles"), "starter articles")],
        ["none"] => [],
        _ => [.. Sources.Select(s => new KnowledgeSource(Path.GetFullPath(s), null))],
    };
}

/// <param name="Name">What the store calls it where it moves with the program; else its path.</param>
internal sealed record KnowledgeSource(string Folder, string? Name);
