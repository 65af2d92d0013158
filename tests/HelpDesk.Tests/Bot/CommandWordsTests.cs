using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;

namespace HelpDesk.Tests.Bot;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("Yes!", CommandWord.Yes)]
    [InlineData("  that WORKED ", CommandWord.Yes)]
    [InlineData("didn’t work", CommandWord.No)]
    [InlineData("start over", CommandWord.StartOver)]
    [InlineData("?", CommandWord.Help)]
    [InlineData("my tickets?", CommandWord.Status)]
    [InlineData("thank you :)", CommandWord.Thanks)]
    [InlineData("Hi!", CommandWord.Greeting)]
    public void Short_things_people_say_are_understood(string said, CommandWord expected) =>
        Assert.Contains(expected, CommandWords.Read(said, Texts.English));

    [Theory]
    [InlineData("no sound in teams")]
    [InlineData("help i can't log in")]
    [InlineData("yes but now the printer is broken")]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("status light on my dock is red")]
    public void A_question_that_begins_like_a_command_is_none(string said) => Assert.Empty(CommandWords.Read(said, Texts.English));

    [Theory]
    [InlineData("how do i talk in a teams channel", false)]
    [InlineData("please get me a person", true)]
    [InlineData("raise a ticket", true)]
    [InlineData("the ticket printer is broken", false)]
    public void A_wish_for_a_person_is_told_from_a_question(string said, bool person) => Assert.Equal(person, Phrases.AsksForPerson(said, Texts.English));

    [Fact]
    public void English_words_work_in_every_language() => Assert.Contains(CommandWord.Person, CommandWords.Read("agent", Texts.For("de-DE")));
}
