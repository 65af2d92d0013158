using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Triage.Files;
using HelpDesk.Handoff.Triage;
using HelpDesk.Handoff.Triage.Learning;
using HelpDesk.Handoff.Triage.Rules;

namespace HelpDesk.Tests.Handoff.Triage;

public sealed class TriageFilesTests
{
    [Fact]
    public void The_files_of_the_repository_have_no_errors() => Assert.Empty(PolicyFiles.Errors);

    [Fact]
    public void Every_error_of_a_rules_file_is_found_at_once_with_its_line()
    {
        const string yaml = """
            version: 2
            sure_from: 2
            rules:
              - id: a
                any: ["...", good]
                category: nonsense
              - id: a
                any: [x]
                prority: P1
              - id: b
                urgency: sometime
            """;
        var errors = new List<PolicyError>();

        TriageRulesFile.Read("r.yaml", yaml, PolicyFiles.Categories, errors);

        Assert.Equal(
            [
                (1, "version"), (2, "sure_from"), (5, "rules[1].any"), (6, "rules[1].category"), (7, "rules[2].id"), (7, "rules[2].id"),
                (9, "rules[2].prority"), (10, "rules[3].any"), (10, "rules[3].id"), (11, "rules[3].urgency"),
            ],
            errors.Select(e => (e.Line, e.Key)).Order());
        Assert.All(errors, e => Assert.True(e.Problem.Length > 0 && e.Fix.Length > 0));
    }

    [Fact]
    public void Broken_YAML_is_one_plain_error()
    {
        var errors = new List<PolicyError>();

        var rules = TriageRulesFile.Read("r.yaml", "rules: [", null, errors);

        Assert.Empty(rules.Rules);
        Assert.Equal("file", Assert.Single(errors).Key);
    }

    [Fact]
    public void Every_bad_line_of_the_labelled_lines_is_named()
    {
        var errors = new List<PolicyError>();

        var lines = LabelledLines.Read("t.tsv", "# why\nemail\tone\nno tab\nemail\t\nemail\tONE\n", errors);

        Assert.Single(lines);
        Assert.Equal([(1, "email"), (3, "line"), (4, "line"), (5, "line")], errors.Select(e => (e.Line, e.Key)).Order());
    }

    [Theory]
    [InlineData("whole office", "The WHOLE office is offline", "whole office")]
    [InlineData("print*", "it does not Prïnt.", "print")]
    [InlineData("cant|cannot ... work", "I can't really do any work", "cant really do any work")]
    [InlineData("cant|cannot ... work", "cannot a b c d e work", null)]
    [InlineData("a ... b c", "a b x b c", "a b x b c")]
    [InlineData("vpn", "vpns", null)]
    public void A_phrase_finds_words_in_order(string phrase, string text, string? found) =>
        Assert.Equal(found, Phrase.TryParse(phrase)!.FindIn(Words.Of(text)));

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("a ...")]
    [InlineData("a ... ... b")]
    [InlineData("a||b")]
    public void What_is_no_phrase_is_refused(string text) => Assert.Null(Phrase.TryParse(text));
}
