using System.Text;
using HelpDesk.Channels.Messages;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class LoneSurrogatesTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\uDE00 b"}""", """{"a":"\ufffd b"}""")]
    [InlineData("""{"a":"\ud83d\ude00"}""", """{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", """{"a":"\ufffd\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\ud83d"}""", """{"a":"\\ud83d"}""")]
    [InlineData("""{"a":"\\\ud83d"}""", """{"a":"\\\ufffd"}""")]
    [InlineData("""{"a":"\u0041\ud83dx"}""", """{"a":"\u0041\ufffdx"}""")]
    [InlineData("""{"a":"\ud83d\n\ude00"}""", """{"a":"\ufffd\n\ufffd"}""")]
    [InlineData("\\ud8", "\\ud8")]
    [InlineData("\\", "\\")]
    [InlineData("\\ud83d", "\\ufffd")]
    [InlineData("\\ud83d\\", "\\ufffd\\")]
    [InlineData("\\u", "\\u")]
    [InlineData("\\ud83g\\ud83d", "\\ud83g\\ufffd")]
    public void Halves_are_replaced_and_nothing_else(string json, string mended)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        LoneSurrogates.Replace(bytes);
        Assert.Equal(mended, Encoding.UTF8.GetString(bytes));
    }
}
