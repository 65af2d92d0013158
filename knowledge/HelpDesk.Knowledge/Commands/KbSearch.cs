using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Storage;

namespace HelpDesk.Knowledge.Commands;

/// <summary><c>helpdesk kb search "question"</c>: what the bot would answer.</summary>
/// <remarks>Near misses are shown too: who searches here wants to know why nothing fits.</remarks>
public static class KbSearch
{
    public static async Task<Answer> RunAsync(IStore store, TimeProvider clock, string question, int max, Synonyms synonyms, CancellationToken ct)
    {
        var knowledge = new KnowledgeBase(store, clock, new MemoryArticleIndex(), synonyms);
        await knowledge.CatchUpAsync(ct);
        await knowledge.CountVotesAsync(ct);
        return knowledge.Ask(question, max, ArticleFilter.Any, nearMisses: true);
    }
}
