using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace HelpDesk.Tests.Knowledge.Answers;

public sealed class KnowledgeBaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("outlook keeps asking for my password", "outlook-password-prompt")]
    [InlineData("outlok keeps asking for my pasword", "outlook-password-prompt")]
    [InlineData("vpn drops every 5 minutes", "vpn-disconnects")]
    [InlineData("My mailbox is full!!!", "mailbox-full")]
    [InlineData("outlook crashes on start", "outlook-crash")]
    [InlineData("how do I get a deleted file back in onedrive", "onedrive-restore")]
    [InlineData("0x80070005", "office-0x80070005")]
    [InlineData("paper stuck in printer", "printer-jam")]
    [InlineData("nobody hears my mic in teams", "teams-microphone")]
    public async Task A_clear_question_is_answered(string question, string article)
    {
        await using var scratch = await Scratch.CreateAsync();
        var answer = (await Load(scratch)).Ask(question, 3);
        Assert.Equal((AnswerDecision.Answer, article), (answer.Decision, answer.Results[0].Article.Id.Value));
        Assert.InRange(answer.Confidence, RankingWeights.Default.Confidence.AnswerFrom, 1);
        Assert.Equal(3, answer.Results[0].Passage.Steps.Count);
        Assert.Equal(answer.Results[0].Score, answer.Results[0].Explain.Values.Sum(), 1e-9);
    }

    [Theory]
    [InlineData("what's the weather")]
    [InlineData("who won the match")]
    [InlineData("asdf qwer")]
    [InlineData("tell me a joke")]
    [InlineData("")]
    [InlineData("   ???")]
    [InlineData("it doesn't work")]
    [InlineData("\0\uD800 \u202E")]
    public async Task What_is_not_about_an_article_is_not_answered(string question)
    {
        await using var scratch = await Scratch.CreateAsync();
        Assert.Equal(AnswerDecision.None, (await Load(scratch)).Ask(question, 3).Decision);
    }

    [Theory]
    [InlineData("outlook")]
    [InlineData("printer problem")]
    [InlineData("computer problem")]
    public async Task A_vague_question_is_never_answered_at_once(string question)
    {
        await using var scratch = await Scratch.CreateAsync();
        Assert.NotEqual(AnswerDecision.Answer, (await Load(scratch)).Ask(question, 3).Decision);
    }

    [Fact]
    public async Task A_very_long_question_is_cut_and_answered()
    {
        await using var scratch = await Scratch.CreateAsync();
        var answer = (await Load(scratch)).Ask("my mailbox is full " + new string('x', 300_000), 50);
        Assert.Equal("mailbox-full", answer.Results[0].Article.Id.Value);
    }

    [Fact]
    public async Task An_edit_a_retirement_and_a_new_article_are_followed()
    {
        await using var scratch = await Scratch.CreateAsync();
        var knowledge = await Load(scratch);
        var articles = new ArticleStore(scratch.Store, TimeProvider.System);
        await articles.SaveAsync(Scratch.Article("dock", "Monitor flickers on the docking station", "Update the dock."), 0, Ct);
        await articles.RetireAsync((await articles.FindAsync(new ArticleId("mailbox-full"), Ct))!, Ct);

        Assert.Equal(2, await knowledge.CatchUpAsync(Ct));
        Assert.Equal("dock", knowledge.Ask("monitor flickers on dock", 1).Results[0].Article.Id.Value);
        Assert.DoesNotContain(knowledge.Ask("my mailbox is full", 10).Results, r => r.Article.Id.Value == "mailbox-full");
        Assert.True(knowledge.TryGet(new ArticleId("mailbox-full"), out var retired));
        Assert.Equal(ArticleState.Retired, retired.State);
        Assert.Equal(await scratch.Store.GetFeedPositionAsync(Ct), knowledge.Position);
    }

    [Fact]
    public async Task The_follower_makes_a_change_searchable_without_being_asked()
    {
        await using var scratch = await Scratch.CreateAsync();
        var index = new SignalledIndex();
        var knowledge = new KnowledgeBase(scratch.Store, TimeProvider.System, index);
        using var follower = new KnowledgeFollower(knowledge, scratch.Store, TimeProvider.System, NullLogger<KnowledgeFollower>.Instance);
        await follower.StartAsync(Ct);
        var changed = index.NextChange();
        await new ArticleStore(scratch.Store, TimeProvider.System).SaveAsync(Scratch.Article("dock", "Dock flickers often", "Text."), 0, Ct);
        await changed.WaitAsync(Ct);
        Assert.Equal("dock", knowledge.Ask("dock flickers", 1).Results[0].Article.Id.Value);
        await follower.StopAsync(Ct);
    }

    [Fact]
    public async Task Search_prints_the_shape_that_scripts_rely_on()
    {
        await using var scratch = await Scratch.CreateAsync();
        var json = System.Text.Json.JsonDocument.Parse((await Load(scratch)).Ask("my mailbox is full", 1).ToJson()).RootElement;
        Assert.Equal(["decision", "confidence", "results"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("answer", json.GetProperty("decision").GetString());
        Assert.Equal(["id", "title", "score", "explain"], json.GetProperty("results")[0].EnumerateObject().Select(p => p.Name));
    }

    private static async Task<KnowledgeBase> Load(Scratch scratch)
    {
        var articles = new ArticleStore(scratch.Store, TimeProvider.System);
        foreach (var article in Shelf.Articles) await articles.SaveAsync(article, 0, Ct);
        var knowledge = new KnowledgeBase(scratch.Store, TimeProvider.System, new MemoryArticleIndex());
        await knowledge.CatchUpAsync(Ct);
        return knowledge;
    }

    /// <summary>The real index, which also says when something was put.</summary>
    private sealed class SignalledIndex : IArticleIndex
    {
        private readonly MemoryArticleIndex _index = new();
        private TaskCompletionSource _changed = new();

        public IIndexSnapshot Snapshot => _index.Snapshot;

        public Task NextChange() => (_changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Apply(IReadOnlyList<IndexEntry> put, IReadOnlyList<ArticleId> remove)
        {
            _index.Apply(put, remove);
            if (put.Count > 0) _changed.TrySetResult();
        }
    }
}
