using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Tests.Knowledge.Search;

/// <summary>What every index must do; an engine inherits this and only says how to make one.</summary>
public abstract class ArticleIndexContract
{
    protected abstract IArticleIndex Create();

    [Fact]
    public void An_article_is_found_as_soon_as_it_is_put()
    {
        var index = With(Entry("a", "Reset a password"), Entry("b", "Add a printer"));
        Assert.Equal(["a"], Find(index, "password"));
        Assert.Equal(2, index.Snapshot.Count);
    }

    [Fact]
    public void A_put_replaces_the_article_of_the_same_id()
    {
        var index = With(Entry("a", "Old words"));
        index.Apply([Entry("a", "New text")], []);
        Assert.Empty(Find(index, "old"));
        Assert.Equal(["a"], Find(index, "new"));
        Assert.Equal((1, 0), (index.Snapshot.Count, index.Snapshot.Statistics("old").Articles));
    }

    [Fact]
    public void A_removed_article_is_gone_and_no_longer_counts()
    {
        var index = With(Entry("a", "vpn"), Entry("b", "vpn"));
        index.Apply([], [new ArticleId("a"), new ArticleId("never-there")]);
        Assert.Equal(["b"], Find(index, "vpn"));
        Assert.Equal(1, index.Snapshot.Statistics("vpn").Articles);
    }

    [Fact]
    public void A_snapshot_does_not_change_under_its_reader()
    {
        var index = With(Entry("a", "vpn"));
        var before = index.Snapshot;
        index.Apply([Entry("b", "vpn")], [new ArticleId("a")]);
        Assert.Equal(["a"], Find(before, "vpn"));
        Assert.Equal(["b"], Find(index, "vpn"));
    }

    [Theory]
    [InlineData(ArticleState.Draft, false)]
    [InlineData(ArticleState.Retired, false)]
    [InlineData(ArticleState.Validated, true)]
    [InlineData(ArticleState.Published, true)]
    public void Drafts_and_retired_articles_are_never_found(ArticleState state, bool found) =>
        Assert.Equal(found, Find(With(Entry("a", "vpn") with { State = state }), "vpn").Length == 1);

    [Fact]
    public void Filters_narrow_by_audience_product_and_language()
    {
        var index = With(
            Entry("a", "vpn") with { Audience = "admins", Products = ["Windows"] },
            Entry("b", "vpn") with { Language = "de" },
            Entry("c", "vpn"));
        Assert.Equal(["b", "c"], Find(index.Snapshot, "vpn", new ArticleFilter(Audience: "people")).Order(StringComparer.Ordinal));
        Assert.Equal(["a"], Find(index.Snapshot, "vpn", new ArticleFilter(Product: "windows")));
        Assert.Equal(["b"], Find(index.Snapshot, "vpn", new ArticleFilter(Language: "DE")));
    }

    [Fact]
    public void A_word_in_the_title_counts_more_than_in_the_body()
    {
        var index = With(Entry("a", "Other", "printer here"), Entry("b", "Printer", "other here"));
        Assert.Equal(["b", "a"], Find(index, "printer"));
    }

    [Fact]
    public void Equal_scores_come_in_order_of_ids_and_only_as_many_as_asked()
    {
        var index = With(Entry("c", "vpn"), Entry("a", "vpn"), Entry("b", "vpn"));
        Assert.Equal(["a", "b"], Ids(Search(index.Snapshot, Query("vpn"), 2)));
    }

    [Fact]
    public void A_candidate_says_where_the_words_stand()
    {
        var found = Search(With(Entry("a", "Reset the password", "One password two password")).Snapshot, Query("password"), 1);
        Assert.Equal([2], found.Positions(0, 0, Field.Title).ToArray());
        Assert.Equal([1, 3], found.Positions(0, 0, Field.Body).ToArray());
        Assert.Equal(1, found.Match(0, 0).Weight);
    }

    [Fact]
    public async Task Writers_and_readers_at_once_see_whole_publications_only()
    {
        var index = Create();
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < 40; i++) index.Apply([Entry($"{w}-x", $"pair{w} round{i}"), Entry($"{w}-y", $"pair{w} round{i}")], []);
        })).ToList();
        var torn = 0;
        while (!writers.TrueForAll(writer => writer.IsCompleted))
            for (var w = 0; w < 8; w++)
                if (Find(index.Snapshot, $"pair{w}").Length is not (0 or 2)) torn++;
        await Task.WhenAll(writers);
        Assert.Equal((0, 16), (torn, index.Snapshot.Count));
    }

    protected static IndexEntry Entry(string id, string title, string body = "") => new(new ArticleId(id), title, "", "", body);

    protected static SearchQuery Query(params string[] words) => new(
        [.. words.Select((word, i) => new QueryTerm(word, i, 1, [new TermVariant(word, 1, VariantKind.Exact)]))], new ArticleFilter());

    protected static string[] Find(IArticleIndex index, string word) => Find(index.Snapshot, word);

    protected static string[] Find(IIndexSnapshot snapshot, string word, ArticleFilter? filter = null) =>
        Ids(Search(snapshot, Query(word) with { Filter = filter ?? new ArticleFilter() }, 10));

    protected static Candidates Search(IIndexSnapshot snapshot, SearchQuery query, int max)
    {
        var found = new Candidates();
        snapshot.Search(query, max, found);
        return found;
    }

    protected static string[] Ids(Candidates found) => [.. Enumerable.Range(0, found.Count).Select(i => found.Id(i).Value)];

    private IArticleIndex With(params IndexEntry[] entries)
    {
        var index = Create();
        index.Apply(entries, []);
        return index;
    }
}
