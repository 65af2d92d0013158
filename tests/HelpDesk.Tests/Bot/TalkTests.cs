using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Tests.Bot;

public sealed class TalkTests
{
    private static readonly Texts En = Texts.English;

    [Fact]
    public void A_clear_question_is_answered_with_the_best_article_and_two_others_beside_it()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("vpn-drops", 10), ("wifi", 8), ("slow-internet", 7), ("printer", 1));

        var answer = Assert.IsType<Reply.ShowAnswer>(talk.Say("vpn drops"));

        Assert.Equal("vpn-drops", answer.Article.Id.Value);
        Assert.Equal(["wifi", "slow-internet"], answer.AlsoSee.Select(a => a.Id.Value));
        Assert.Equal(["Asked", "Shown"], talk.Facts.Select(f => f.GetType().Name));
    }

    [Fact]
    public void Yes_is_a_confirmed_solve_that_is_noted_once()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("vpn-drops", 10));
        talk.Say("vpn drops");

        Assert.Equal(En.Solved("vpn drops"), SaidText(talk.Press(PressKind.Solved, "turn-1", "vpn-drops")));
        Assert.Equal(En.AlreadyNoted("vpn drops"), SaidText(talk.Press(PressKind.Solved, "turn-1", "vpn-drops")));
        Assert.Single(talk.Facts.OfType<DeflectionFact.Voted>(), v => v.Solved && v.ArticleId == "vpn-drops" && v.QuestionId == "turn-1");
    }

    [Fact]
    public void No_shows_the_next_best_article_that_was_not_shown_and_at_last_a_person()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 9), ("c", 8), ("d", 7));
        talk.Say("vpn drops");

        var shown = new List<string>();
        for (var i = 0; i < 2; i++) shown.Add(Assert.IsType<Reply.ShowAnswer>(talk.Say("no")).Article.Id.Value);
        var last = Assert.IsType<Reply.Say>(talk.Say("no"));

        Assert.Equal(["b", "c"], shown);
        Assert.Equal(En.NoMore, last.Text);
        Assert.True(last.OfferPerson);
        Assert.Equal(["a", "b", "c"], talk.Facts.OfType<DeflectionFact.Voted>().Select(v => v.ArticleId));
    }

    [Fact]
    public void No_does_not_dig_up_articles_that_hardly_fit()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 0.1));
        talk.Say("vpn drops");

        Assert.Equal(En.NoMore, SaidText(talk.Say("No")));
    }

    [Fact]
    public void An_old_card_pressed_after_the_next_one_was_shown_changes_nothing()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 9));
        talk.Say("vpn drops");
        talk.Press(PressKind.NotSolved, "turn-1", "a");

        Assert.Equal(En.AlreadyNoted("a"), SaidText(talk.Press(PressKind.NotSolved, "turn-1", "a")));
        Assert.Single(talk.Facts.OfType<DeflectionFact.Voted>());
    }

    [Fact]
    public void An_earlier_article_may_still_turn_out_to_be_the_fix()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 9));
        talk.Say("vpn drops");
        talk.Press(PressKind.NotSolved, "turn-1", "a");

        Assert.Equal(En.Solved("a"), SaidText(talk.Press(PressKind.Solved, "turn-1", "a")));
        Assert.Contains(talk.Facts.OfType<DeflectionFact.Voted>(), v => v.Solved && v.ArticleId == "a");
    }

    [Fact]
    public void A_card_of_an_earlier_question_still_works_after_a_new_question()
    {
        var talk = new TalkBench()
            .Knows("vpn drops", AnswerDecision.Answer, ("a", 10)).Knows("printer offline", AnswerDecision.Answer, ("p", 10));
        talk.Say("vpn drops");
        talk.Say("printer offline");

        Assert.Equal(En.Solved("a"), SaidText(talk.Press(PressKind.Solved, "turn-1", "a")));
    }

    [Fact]
    public void A_card_from_long_ago_is_answered_kindly()
    {
        var talk = new TalkBench().Knows("q", AnswerDecision.Answer, ("a", 10));
        for (var i = 0; i <= ConversationState.QuestionsKept; i++) talk.Say("q");

        Assert.Equal(En.OldCard, SaidText(talk.Press(PressKind.Solved, "turn-1", "a")));
        Assert.Equal(ConversationState.QuestionsKept, talk.State.Questions.Count);
    }

    [Theory]
    [InlineData("2", "b")]
    [InlineData("2.", "b")]
    [InlineData("B", "b")]
    public void A_vague_question_gets_a_choice_that_is_answered_by_number_or_title(string said, string expected)
    {
        var talk = new TalkBench().Knows("outlook", AnswerDecision.Clarify, ("a", 10), ("b", 9), ("c", 8));

        Assert.Equal(["a", "b", "c"], Assert.IsType<Reply.AskWhich>(talk.Say("outlook")).Choices.Select(c => c.Id.Value));
        Assert.Equal(expected, Assert.IsType<Reply.ShowAnswer>(talk.Say(said)).Article.Id.Value);
    }

    [Fact]
    public void Anything_else_than_a_choice_is_a_new_question()
    {
        var talk = new TalkBench().Knows("outlook", AnswerDecision.Clarify, ("a", 10), ("b", 9)).Knows("printer offline", AnswerDecision.Answer, ("p", 10));
        talk.Say("outlook");

        Assert.Equal("p", Assert.IsType<Reply.ShowAnswer>(talk.Say("printer offline")).Article.Id.Value);
    }

    [Fact]
    public void A_choice_that_was_never_offered_is_not_shown()
    {
        var talk = new TalkBench().Knows("outlook", AnswerDecision.Clarify, ("a", 10), ("b", 9)).Knows("x", AnswerDecision.Answer, ("secret", 1));
        talk.Say("outlook");

        Assert.Equal(En.OldCard, SaidText(talk.Press(PressKind.Choose, "turn-1", "secret")));
    }

    [Fact]
    public void A_choice_whose_article_is_gone_is_said()
    {
        var talk = new TalkBench().Knows("outlook", AnswerDecision.Clarify, ("a", 10), ("b", 9));
        talk.Say("outlook");
        talk.Forget("b");

        Assert.Equal(En.ArticleGone, SaidText(talk.Press(PressKind.Choose, "turn-1", "b")));
    }

    [Fact]
    public void It_never_says_twice_in_a_row_that_it_does_not_know()
    {
        var talk = new TalkBench();

        var first = Assert.IsType<Reply.Say>(talk.Say("flux capacitor"));
        var second = Assert.IsType<Reply.Say>(talk.Say("flux capacitor again"));

        Assert.Equal(En.Miss, first.Text);
        Assert.Equal(En.MissAgain, second.Text);
        Assert.True(second.OfferPerson);

        talk.Turn(new Said.Words("yes"));
        Assert.IsType<Wish.Person>(talk.Wish);
    }

    [Fact]
    public void None_of_these_counts_as_a_miss_and_is_kept_as_a_fact()
    {
        var talk = new TalkBench().Knows("outlook", AnswerDecision.Clarify, ("a", 10), ("b", 9));
        talk.Say("outlook");

        Assert.Equal(En.Miss, SaidText(talk.Say("none of these")));
        Assert.Single(talk.Facts.OfType<DeflectionFact.NothingFitted>());
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("Talk to a person")]
    [InlineData("i want to talk to a person please")]
    [InlineData("Human!!")]
    [InlineData("get me a human")]
    [InlineData("i want to speak with a human being")]
    [InlineData("can someone call me back?")]
    [InlineData("open a ticket for me")]
    public void A_person_can_be_asked_for_at_any_time(string said)
    {
        var talk = new TalkBench();

        Assert.Empty(talk.Turn(new Said.Words(said)));

        Assert.IsType<Wish.Person>(talk.Wish);
        Assert.Single(talk.Facts.OfType<DeflectionFact.AskedForPerson>());
    }

    [Fact]
    public void Asking_for_a_person_from_a_card_is_tied_to_its_question()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10));
        talk.Say("vpn drops");
        talk.Say("hello");
        talk.Turn(new Said.Press(PressKind.Person, "turn-1", null));

        Assert.Equal("turn-1", Assert.Single(talk.Facts.OfType<DeflectionFact.AskedForPerson>()).QuestionId);
    }

    [Fact]
    public void The_greeting_comes_once_however_often_the_channel_announces_a_start()
    {
        var talk = new TalkBench();

        var greeting = Assert.IsType<Reply.Say>(Assert.Single(talk.Turn(new Said.Joined("Alex"))));

        Assert.StartsWith("Hi Alex.", greeting.Text, StringComparison.Ordinal);
        Assert.Equal(3, greeting.Suggestions.Length);
        Assert.Empty(talk.Turn(new Said.Joined("Alex")));
    }

    [Fact]
    public void A_very_long_message_is_answered_by_its_beginning_and_says_so()
    {
        var start = "vpn drops " + new string('x', 990);
        var talk = new TalkBench().Knows(start[..1000], AnswerDecision.Answer, ("a", 10));

        var replies = talk.Turn(new Said.Words(start + new string('y', 5000)));

        Assert.Equal(En.TooLong, SaidText(replies[0]));
        Assert.IsType<Reply.ShowAnswer>(replies[1]);
    }

    [Theory]
    [InlineData("ok it works now thanks")]
    [InlineData("that fixed it!")]
    public void A_sentence_that_says_it_works_is_a_yes(string said)
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10));
        talk.Say("vpn drops");

        Assert.Equal(En.Solved("a"), SaidText(talk.Say(said)));
    }

    [Theory]
    [InlineData("no it still drops")]
    [InlineData("ok thanks that did not help")]
    [InlineData("it's still not working")]
    [InlineData("Nope, same problem")]
    public void A_sentence_that_says_it_did_not_help_is_a_no(string said)
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 9));
        talk.Say("vpn drops");

        Assert.Equal("b", Assert.IsType<Reply.ShowAnswer>(talk.Say(said)).Article.Id.Value);
    }

    [Theory]
    [InlineData("yes but now outlook is slow")]
    [InlineData("my printer still prints blank pages and the other one jams all the time")]
    public void A_new_problem_is_a_question_even_while_a_card_waits(string said)
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 9)).Knows(said, AnswerDecision.Answer, ("new", 10));
        talk.Say("vpn drops");

        Assert.Equal("new", Assert.IsType<Reply.ShowAnswer>(talk.Say(said)).Article.Id.Value);
    }

    [Fact]
    public void A_yes_may_be_taken_back()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10), ("b", 9));
        talk.Say("vpn drops");
        talk.Press(PressKind.Solved, "turn-1", "a");

        Assert.Equal("b", Assert.IsType<Reply.ShowAnswer>(talk.Press(PressKind.NotSolved, "turn-1", "a")).Article.Id.Value);
    }

    [Fact]
    public void When_nothing_helped_the_best_articles_own_advice_is_told()
    {
        var talk = new TalkBench().Knows("vpn drops", AnswerDecision.Answer, ("a", 10)).Advises("a", "Tell a person at what times it drops.");
        talk.Say("vpn drops");

        Assert.Contains("Tell a person at what times it drops.", SaidText(talk.Say("no")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my laptop is on fire")]
    [InlineData("I want to kill myself")]
    public void Danger_to_people_is_never_a_search(string said) => Assert.Equal(En.Safety, SaidText(new TalkBench().Say(said)));

    [Fact]
    public void A_locale_without_a_translation_is_answered_in_English() => Assert.Equal(En.Miss, SaidText(new TalkBench(locale: "de-CH").Say("blubb")));

    [Fact]
    public void Files_without_words_are_taken_kindly() => Assert.Equal(En.OnlyAttachment, SaidText(new TalkBench().Turn(new Said.OnlyFiles())[0]));

    private static string SaidText(Reply reply) => Assert.IsType<Reply.Say>(reply).Text;
}
