using System.Text.Json;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Bot;

public sealed class SaidTests
{
    private static readonly ChannelAccount Bot = new() { Id = "bot", Name = "IT Help" };

    [Theory]
    [InlineData("Alex Wilber", "Alex")]
    [InlineData("Anne-Marie", "Anne-Marie")]
    [InlineData("<script>alert(1)</script>", null)]
    [InlineData("[x](javascript:alert)", null)]
    [InlineData("", null)]
    public void A_greeting_uses_only_a_first_name_that_is_a_name(string name, string? expected)
    {
        var activity = new Activity { Type = ActivityTypes.ConversationUpdate, Recipient = Bot, MembersAdded = [Bot, new() { Id = "u", Name = name }] };

        Assert.Equal(expected, Assert.IsType<Said.Joined>(Said.From(activity)).FirstName);
    }

    [Fact]
    public void Leaving_is_not_joining()
    {
        Assert.IsType<Said.Removed>(Said.From(new Activity { Type = ActivityTypes.ConversationUpdate, Recipient = Bot, MembersRemoved = [Bot] }));
        Assert.IsType<Said.Silence>(Said.From(new Activity { Type = ActivityTypes.ConversationUpdate, Recipient = Bot, MembersRemoved = [new() { Id = "u" }] }));
    }

    [Fact]
    public void The_copy_of_a_message_that_Teams_attaches_is_no_file() =>
        Assert.IsType<Said.Silence>(Said.From(new Activity { Type = ActivityTypes.Message, Attachments = [new() { ContentType = "text/html" }] }));

    [Theory]
    [InlineData("""{"do":"solved","question":"q1","article":"a"}""", PressKind.Solved)]
    [InlineData("""{"do":"none","question":"q1"}""", PressKind.NoneOfThese)]
    public void A_buttons_data_is_a_press(string json, PressKind kind)
    {
        var press = Assert.IsType<Said.Press>(Said.From(Message(value: json)));

        Assert.Equal((kind, "q1"), (press.Kind, press.Question));
    }

    [Theory]
    [InlineData("""{"do":"format-disk"}""")]
    [InlineData("""{"do":7}""")]
    [InlineData("""[1,2]""")]
    [InlineData("""null""")]
    public void Data_of_nobody_known_is_silence(string json) => Assert.IsType<Said.Silence>(Said.From(Message(value: json)));

    [Fact]
    public void Null_bytes_and_control_characters_do_no_harm() =>
        Assert.Equal("vpn   drops", Assert.IsType<Said.Words>(Said.From(Message("\0vpn \u0007 drops\r\n"))).Text);

    [Fact]
    public void A_picture_without_a_word_is_only_files() =>
        Assert.IsType<Said.OnlyFiles>(Said.From(new Activity { Type = ActivityTypes.Message, Attachments = [new() { ContentType = "image/png" }] }));

    private static Activity Message(string? text = null, string? value = null) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Value = value is null ? null : JsonDocument.Parse(value).RootElement,
    };
}
