using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage.Learning;

namespace HelpDesk.Tests.Handoff.Triage;

public sealed class TextClassifierTests(ITestOutputHelper output)
{
    [Fact]
    public void Held_out_lines_are_told_apart_with_a_macro_F1_of_at_least_85_percent()
    {
        output.WriteLine(PolicyFiles.Report.ToString());

        Assert.True(PolicyFiles.Report.MacroF1 >= 0.85, PolicyFiles.Report.ToString());
        Assert.Contains("macro-F1 0.", PolicyFiles.Report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_confidence_means_what_it_says() => Assert.InRange(PolicyFiles.Report.CalibrationError, 0, 0.05);

    [Fact]
    public void Every_category_has_at_least_45_lines_and_no_other_label_is_there()
    {
        var counts = PolicyFiles.Lines.CountBy(l => l.Label).ToDictionary();

        Assert.Equal(PolicyFiles.Categories.Order(Comparer<CategoryId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value))), counts.Keys.OrderBy(c => c.Value, StringComparer.Ordinal));
        Assert.All(counts.Values, count => Assert.True(count >= 45));
    }

    [Fact]
    public void The_same_lines_make_the_same_classifier()
    {
        var again = TextClassifier.Train(PolicyFiles.Lines).Classifier;
        foreach (var text in new[] { "vpn drops every 5 minutes", "the printr wont print", "käse" })
            Assert.Equal(PolicyFiles.Policy.Classifier.Classify(text).Guesses, again.Classify(text).Guesses);
    }

    [Theory]
    [InlineData("teh printr on my floor wont do anyting", "printing", "printr")]
    [InlineData("the WIFI drops all the time!!", "connectivity", "wifi")]
    [InlineData("onedrive is not synchronising since monday", "files-storage", "onedrive")]
    public void It_reads_through_typos_and_says_which_words_weighed_most(string text, string category, string heaviest)
    {
        var read = PolicyFiles.Policy.Classifier.Classify(text);

        Assert.Equal(category, read.Guesses[0].Label.Value);
        Assert.Equal(heaviest, read.Words[0].Word);
        Assert.Equal(1, read.Guesses.Sum(g => g.Confidence), 3);
    }

    [Fact]
    public void A_text_with_nothing_known_in_it_gives_no_guess() => Assert.Empty(PolicyFiles.Policy.Classifier.Classify("\u4f60\u597d !!! \ud800").Guesses);

    [Fact]
    public void Its_weights_fit_into_a_megabyte() => Assert.InRange(PolicyFiles.Policy.Classifier.Bytes, 1, 1024 * 1024);
}
