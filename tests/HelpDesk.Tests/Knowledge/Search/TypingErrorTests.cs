using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Tests.Knowledge.Search;

public sealed class TypingErrorTests
{
    private static readonly IndexEntry[] Shelf =
    [
        new(new ArticleId("outlook"), "Outlook keeps asking for your password", "", "", "Remove the saved password."),
        new(new ArticleId("mailbox"), "Your mailbox is full", "", "", "Empty the deleted items."),
        new(new ArticleId("printer"), "Printer is offline", "", "", "Turn it on."),
        new(new ArticleId("wifi"), "Wi-Fi does not connect", "", "", "Choose the network again."),
    ];

    [Theory]
    [InlineData("outlok password", "outlook", "outlook password")]
    [InlineData("putlook asks", "outlook", "outlook asks")]
    [InlineData("my pritner", "printer", "my printer")]
    [InlineData("mial box full", "mailbox", null)]
    [InlineData("mail box full", "mailbox", null)]
    [InlineData("mailboxfull", "mailbox", null)]
    [InlineData("pass word", "outlook", null)]
    [InlineData("wifi", "wifi", null)]
    [InlineData("wi fi", "wifi", null)]
    public void A_mistyped_joined_or_split_word_still_finds_its_article(string question, string article, string? didYouMean)
    {
        var index = new MemoryArticleIndex();
        index.Apply(Shelf, []);
        var hits = new SearchHits();
        new ArticleSearch(index, Synonyms.None, RankingWeights.Default).Find(question, ArticleFilter.Any, 50, null, hits);
        Assert.Equal(article, hits.Ranked[0].Id.Value);
        if (didYouMean is not null) Assert.Equal(didYouMean, Correction.Of(question, hits.Query));
    }

    [Theory]
    [InlineData("password", "passwort", 1)]
    [InlineData("password", "passwrod", 1)]
    [InlineData("password", "xpassword", 1)]
    [InlineData("password", "paswrd", 2)]
    public void Words_within_the_edits_are_found_by_their_letters(string known, string typed, int edits)
    {
        var index = new MemoryArticleIndex();
        index.Apply([new IndexEntry(new ArticleId("a"), known, "", "", "")], []);
        var near = new List<NearWord>();
        index.Snapshot.Near(typed, edits - 1, near);
        Assert.Empty(near);
        index.Snapshot.Near(typed, edits, near);
        Assert.Equal((known, edits), (near.Single().Surface, near.Single().Edits));
    }
}
