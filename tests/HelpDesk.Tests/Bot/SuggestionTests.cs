using HelpDesk.Bot.Resources;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles.Import;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Tests.Knowledge;

namespace HelpDesk.Tests.Bot;

public sealed class SuggestionTests
{
    [Fact]
    public async Task Whatever_is_suggested_is_answered_from_the_starter_articles()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var scratch = await Scratch.CreateAsync();
        await new ArticleImport(scratch.Store, TimeProvider.System).RunAsync([Path.Combine(AppContext.BaseDirectory, "articles")], new ImportOptions(SourceName: "starter"), null, ct);
        var knowledge = new KnowledgeBase(scratch.Store, TimeProvider.System, new MemoryArticleIndex());
        await knowledge.CatchUpAsync(ct);

        Assert.All(Texts.English.Suggestions.Concat(Texts.English.GroupSuggestions), words => Assert.Equal(AnswerDecision.Answer, knowledge.Ask(words, 1).Decision));
    }
}
