using System.Text;
using HelpDesk.Storage.Secrets;

namespace HelpDesk.Tests.Storage;

public sealed class SecretBoxTests
{
    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, SecretBox.KeyBytes)];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)2, SecretBox.KeyBytes)];

    [Theory]
    [InlineData("")]
    [InlineData("a secret")]
    [InlineData("größer als gedacht 🔑")]
    public void What_was_sealed_is_opened_for_the_same_purpose(string secret)
    {
        var box = new SecretBox(New);
        var text = box.Seal(Encoding.UTF8.GetBytes(secret), "mail");
        Assert.True(box.TryOpen(text, "mail", out var opened));
        Assert.Equal(secret, Encoding.UTF8.GetString(opened));
        Assert.False(box.TryOpen(text, "tokens", out _));
    }

    [Fact]
    public void The_same_secret_never_looks_the_same()
    {
        var box = new SecretBox(New);
        Assert.NotEqual(box.Seal("x"u8, "p"), box.Seal("x"u8, "p"));
    }

    [Fact]
    public void An_earlier_key_still_opens_and_no_longer_seals()
    {
        var before = new SecretBox(Old).Seal("x"u8, "p");
        var both = new SecretBox(New, Old);
        Assert.True(both.TryOpen(before, "p", out _));
        Assert.False(new SecretBox(New).TryOpen(before, "p", out _));
        Assert.False(new SecretBox(Old).TryOpen(both.Seal("x"u8, "p"), "p", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s1.")]
    [InlineData("s1.AAAA")]
    [InlineData("s1.not base64!")]
    [InlineData("plain")]
    public void Anything_else_is_not_opened(string text) => Assert.False(new SecretBox(New).TryOpen(text, "p", out _));

    [Fact]
    public void A_changed_letter_is_noticed()
    {
        var box = new SecretBox(New);
        var text = box.Seal("a secret"u8, "p");
        Assert.All(Enumerable.Range(3, text.Length - 4), i => Assert.False(box.TryOpen(text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..], "p", out _)));
    }

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new SecretBox(new byte[16]));
}
