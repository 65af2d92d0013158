using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Import;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Brings the configured article folders in before the host answers: only what changed, and a bad file stops nothing.</summary>
public sealed class KnowledgeStart(IStore store, TimeProvider time, IOptions<KnowledgeOptions> options, ILogger<KnowledgeStart> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (folder, name) in options.Value.Folders)
        {
            var result = await new ArticleImport(store, time).RunAsync([folder], new ImportOptions(SourceName: name), null, ct);
            var errors = result.Skipped.Count(p => p.Level == ProblemLevel.Error);
            if (errors > 0) log.SourceHasProblems(folder, errors, result.InPlace + errors);
        }
    }
}
