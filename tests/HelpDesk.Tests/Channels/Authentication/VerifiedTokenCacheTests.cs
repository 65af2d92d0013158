using System.Security.Cryptography;
using System.Text;
using HelpDesk.Channels.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class VerifiedTokenCacheTests
{
    private static readonly TokenPolicy Policy = new() { Metadata = new("https://x.example"), Issuers = new HashSet<string>(), Audiences = new HashSet<string>() };
    private static readonly VerifiedToken Token = new(new JsonWebToken(new Mint().Token()), Policy, new(new(TestKey.First.Rsa), new HashSet<string>(), null));

    [Fact]
    public void It_never_holds_more_than_its_measure()
    {
        var cache = new VerifiedTokenCache(100);

        for (var i = 0; i < 10_000; i++)
        {
            cache.Keep(TokenHash.Of($"{i}"), Token);
            Assert.InRange(cache.Count, 1, 100);
        }
    }

    [Fact]
    public void What_is_asked_for_stays_and_what_is_not_goes()
    {
        var cache = new VerifiedTokenCache(100);
        cache.Keep(TokenHash.Of("used"), Token);
        cache.Keep(TokenHash.Of("left"), Token);

        for (var i = 0; i < 1000; i++)
        {
            cache.Keep(TokenHash.Of($"{i}"), Token);
            Assert.Same(Token, cache.Find(TokenHash.Of("used")));
        }

        Assert.Null(cache.Find(TokenHash.Of("left")));
    }

    [Fact]
    public void What_is_forgotten_is_gone()
    {
        var cache = new VerifiedTokenCache(100);
        cache.Keep(TokenHash.Of("one"), Token);

        cache.Forget(TokenHash.Of("one"));

        Assert.Null(cache.Find(TokenHash.Of("one")));
    }

    [Fact]
    public void The_whole_text_counts()
    {
        var expected = SHA256.HashData(Encoding.Unicode.GetBytes("token"));

        Assert.Equal(TokenHash.Of("token"), TokenHash.Of("a token".AsSpan(2)));
        Assert.NotEqual(TokenHash.Of("token"), TokenHash.Of("tokeN"));
        Assert.Equal(BitConverter.ToUInt64(expected), TokenHash.Of("token").A);
    }
}
