using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Tests.Bot;

public sealed class GuidingTests
{
    private const string Dock = """

          start: light
          nodes:
            light:
              ask: "Is the light on the dock on?"
              answers:
                - { say: "Yes", next: cable }
                - { say: "No", next: power }
            cable:
              do: "Push the cable in again."
              answers:
                - { say: "It works", next: done }
                - { say: "Still black", next: other }
            power: { end: person, say: "A dock without power needs a person." }
            other: { end: article, article: monitor, say: "Then it is the monitor." }
            done: { end: solved, say: "Good." }
        """;

    private static TalkBench Asked()
    {
        var talk = new TalkBench().Knows("dock dead", AnswerDecision.Answer, ("dock", 10), ("monitor", 9)).Knows("monitor", AnswerDecision.Answer, ("monitor", 10)).Guides("dock", Dock);
        Assert.True(Assert.IsType<Reply.ShowAnswer>(talk.Say("dock dead")).HasGuide);
        return talk;
    }

    [Fact]
    public void A_guide_is_walked_one_question_at_a_time_to_a_confirmed_solve()
    {
        var talk = Asked();

        var first = Assert.IsType<Reply.AskGuide>(talk.Press(PressKind.StartGuide, "turn-1", "dock"));
        var second = Assert.IsType<Reply.AskGuide>(talk.Press(PressKind.AnswerGuide, "turn-1", "dock", "light", 0));
        var end = Assert.IsType<Reply.Say>(talk.Press(PressKind.AnswerGuide, "turn-1", "dock", "cable", 0));

        Assert.Equal(["Yes", "No"], first.Answers);
        Assert.Equal(("Push the cable in again.", "Good."), (second.Text, end.Text));
        Assert.Equal(QuestionStage.Solved, talk.State.Current!.Stage);
        Assert.Single(talk.Facts.OfType<DeflectionFact.Voted>(), v => v.Solved && v.ArticleId == "dock");
    }

    [Theory]
    [InlineData("yes", "Push the cable in again.")]
    [InlineData("1", "Push the cable in again.")]
    public void Answers_may_be_written(string said, string expected)
    {
        var talk = Asked();
        talk.Press(PressKind.StartGuide, "turn-1", "dock");

        Assert.Equal(expected, Assert.IsType<Reply.AskGuide>(talk.Say(said)).Text);
    }

    [Fact]
    public void A_guide_may_end_with_a_person()
    {
        var talk = Asked();
        talk.Press(PressKind.StartGuide, "turn-1", "dock");
        talk.Turn(new Said.Words("no"));

        Assert.Equal("A dock without power needs a person.", Assert.IsType<Reply.Say>(talk.Replies[0]).Text);
        Assert.IsType<Wish.Person>(talk.Wish);
        Assert.Null(talk.State.Guide);
    }

    [Fact]
    public void A_guide_may_go_on_with_another_article()
    {
        var talk = Asked();

        var next = Assert.IsType<Reply.ShowAnswer>(talk.Press(PressKind.AnswerGuide, "turn-1", "dock", "cable", 1));

        Assert.Equal(("monitor", "Then it is the monitor."), (next.Article.Id.Value, next.Intro));
    }

    [Fact]
    public void A_new_question_leaves_the_guide()
    {
        var talk = Asked();
        talk.Press(PressKind.StartGuide, "turn-1", "dock");

        Assert.Equal("monitor", Assert.IsType<Reply.ShowAnswer>(talk.Say("monitor")).Article.Id.Value);
        Assert.Null(talk.State.Guide);
    }

    [Theory]
    [InlineData("nowhere", 0)]
    [InlineData("light", 7)]
    [InlineData("done", 0)]
    [InlineData(null, 0)]
    public void An_answer_that_the_guide_does_not_have_leads_nowhere(string? node, int answer) =>
        Assert.Equal(Texts.English.GuideGone, Assert.IsType<Reply.Say>(Asked().Press(PressKind.AnswerGuide, "turn-1", "dock", node, answer)).Text);
}
