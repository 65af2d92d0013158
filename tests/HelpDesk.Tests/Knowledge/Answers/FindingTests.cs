using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Knowledge.Answers;

/// <summary>Suggestions as one types, more like this, near misses and what people's votes change.</summary>
public sealed class FindingTests
{
    private static readonly ArticleFilter Everyone = new(Audience: "everyone");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("outl", "outlook-crash", "outlook-password-prompt")]
    [InlineData("outlook cra", "outlook-crash")]
    [InlineData("print", "add-printer", "printer-jam")]
    [InlineData("zzz")]
    [InlineData("")]
    public async Task Titles_are_suggested_while_the_last_word_is_unfinished(string typed, params string[] articles)
    {
        await using var scratch = await Scratch.CreateAsync();
        var knowledge = await LoadAsync(scratch);
        Assert.Equal(articles, knowledge.Suggest(typed, 8, Everyone).Select(article => article.Id.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_for_admins_is_not_suggested_to_everyone()
    {
        await using var scratch = await Scratch.CreateAsync();
        var knowledge = await LoadAsync(scratch, Scratch.Article("secret", "Rotate the domain keys", "Text.") with { Audience = "admins" });
        Assert.Empty(knowledge.Suggest("rotate", 8, Everyone));
        Assert.Equal("secret", knowledge.Suggest("rotate", 8, new ArticleFilter(Audience: "admins")).Single().Id.Value);
    }

    [Fact]
    public async Task An_article_leads_to_others_about_the_same()
    {
        await using var scratch = await Scratch.CreateAsync();
        var knowledge = await LoadAsync(scratch);
        Assert.Equal("outlook-crash", knowledge.Like(new ArticleId("outlook-password-prompt"), 1, Everyone).Single().Id.Value);
        Assert.Empty(knowledge.Like(new ArticleId("never-there"), 5, Everyone));
    }

    [Fact]
    public async Task Near_misses_are_given_only_to_who_asks_for_them()
    {
        await using var scratch = await Scratch.CreateAsync();
        var knowledge = await LoadAsync(scratch);
        const string question = "who won the paper boat race in the harbour";
        Assert.Equal((AnswerDecision.None, 0), (knowledge.Ask(question, 5).Decision, knowledge.Ask(question, 5).Results.Count));
        Assert.NotEmpty(knowledge.Ask(question, 5, ArticleFilter.Any, nearMisses: true).Results);
    }

    [Fact]
    public async Task A_mistyped_question_is_answered_with_what_was_meant()
    {
        await using var scratch = await Scratch.CreateAsync();
        Assert.Equal("my mailbox is full", (await LoadAsync(scratch)).Ask("my mailbxo is full", 1).DidYouMean);
    }

    [Fact]
    public async Task The_words_of_the_question_are_highlighted_in_any_form()
    {
        await using var scratch = await Scratch.CreateAsync();
        var result = (await LoadAsync(scratch)).Ask("outlook crashing at start", 1).Results[0];
        Assert.Equal(["Outlook", "crashes", "starts"], result.Highlight(result.Article.Title).Select(range => result.Article.Title.Substring(range.Start, range.Length)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_equal_articles_the_one_that_solved_comes_first(bool votedBeforeTheStart)
    {
        await using var scratch = await Scratch.CreateAsync();
        Article[] twins = [Scratch.Article("twin-a", "Badge does not open the door", "Hold it still."), Scratch.Article("twin-b", "Badge does not open the door", "Hold it still.")];
        var vote = new Commit(Instant.FromUtc(2026, 3, 2, 9, 30)) { Writes = [new Write.Append(DeflectionEvents.StreamOf("c"), [.. Enumerable.Range(0, 5).Select(Vote)])] };
        if (votedBeforeTheStart) await scratch.Store.CommitAsync(vote, Ct);
        var knowledge = await LoadAsync(scratch, twins);
        await knowledge.CountVotesAsync(Ct);
        if (!votedBeforeTheStart)
        {
            Assert.Equal("twin-a", knowledge.Ask("badge does not open the door", 1).Results[0].Article.Id.Value);
            await scratch.Store.CommitAsync(vote, Ct);
            await knowledge.CatchUpAsync(Ct);
        }
        var best = knowledge.Ask("badge does not open the door", 1).Results[0];
        Assert.Equal("twin-b", best.Article.Id.Value);
        Assert.InRange(best.Explain["solved"], 0.001, 0.05);
    }

    private static NewEvent Vote(int i) => DeflectionEvents.ToEvent(new DeflectionFact.Voted($"q{i}", "twin-b", Solved: true, Instant.FromUtc(2026, 3, 2, 9, 30)));

    private static async Task<KnowledgeBase> LoadAsync(Scratch scratch, params Article[] more)
    {
        var articles = new ArticleStore(scratch.Store, TimeProvider.System);
        foreach (var article in Shelf.Articles.Concat(more)) await articles.SaveAsync(article, 0, Ct);
        var knowledge = new KnowledgeBase(scratch.Store, TimeProvider.System, new MemoryArticleIndex());
        await knowledge.CatchUpAsync(Ct);
        return knowledge;
    }
}
