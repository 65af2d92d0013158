using HelpDesk.Knowledge.Articles.Markdown;

namespace HelpDesk.Tests.Knowledge.Articles;

public sealed class SectionTests
{
    [Fact]
    public void Sections_hold_lead_steps_and_the_first_safe_picture()
    {
        var body = Parse("Lead.\n\n## Steps\nFirst this.\n\n![a](x.png) ![Settings](https://e.com/b.png)\n\n1. One\n2. Two\n\n## If that didn't help\nAsk.");
        Assert.Equal(["", "Steps", "If that didn't help"], body.Sections.Select(s => s.Heading));
        var steps = body.Sections[1];
        Assert.Equal(["One", "Two"], steps.Steps);
        Assert.Equal("First this.", steps.Lead);
        Assert.Equal(("https://e.com/b.png", "Settings"), (steps.Image, steps.ImageAlt));
        Assert.Equal(3, steps.Line);
    }

    [Fact]
    public void What_is_nested_in_a_step_stays_with_it()
    {
        var steps = Parse("## Fix\n\n1. Run:\n\n   ```cmd\n   ipconfig /flushdns\n   ```\n\n   - also this\n2. Restart.\n").Sections[0].Steps;
        Assert.Equal(2, steps.Count);
        Assert.Contains("ipconfig /flushdns", steps[0], StringComparison.Ordinal);
        Assert.Contains("- also this", steps[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_between_two_numbered_lists_belongs_to_the_step_above()
    {
        var steps = Parse("## Fix\n\n1. One\n\n> [!NOTE]\n> Careful\n\n2. Two\n").Sections[0].Steps;
        Assert.Equal(["One\n\n**Note:** Careful", "Two"], steps);
    }

    [Fact]
    public void Headings_know_what_they_stand_under()
    {
        var sections = Parse("# T\n## A\n### B\ntext\n## C\n").Sections;
        Assert.Equal(["T", "A"], sections[2].Parents);
        Assert.Equal(["T"], sections[3].Parents);
    }

    [Fact]
    public void Learns_tabs_and_images_are_read()
    {
        var body = Parse("# T\n\n# [Windows](#tab/win)\n\n:::image type=\"content\" source=\"https://e.com/a.png\" alt-text=\"The page\":::\n\n1. One\n");
        Assert.Equal("Windows", body.Sections[1].Heading);
        Assert.Equal("The page", body.Sections[1].ImageAlt);
    }

    private static ArticleBody Parse(string body) => ArticleBody.Parse(body, LinkPolicy.Own);
}
