using HelpDesk.Channels.Authentication;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class ServiceUrlsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("HTTPS://smba.trafficmanager.net", true)]
    [InlineData("http://localhost:5000/x", true)]
    [InlineData("http://127.0.0.2/", true)]
    [InlineData("http://smba.trafficmanager.net/", false)]
    [InlineData("https://user:password@smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net/?a=b", false)]
    [InlineData("https://smba.trafficmanager.net/#a", false)]
    [InlineData("ftp://localhost/", false)]
    [InlineData("//localhost/", false)]
    [InlineData("localhost:5000", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_token_travels_encrypted_or_stays_on_this_machine(string? serviceUrl, bool safe) => Assert.Equal(safe, ServiceUrls.IsSafe(serviceUrl));

    [Theory]
    [InlineData("https://smba.example.com/", ServiceUrlOrigin.Token, false, true)]
    [InlineData("http://smba.example.com/", ServiceUrlOrigin.Token, false, false)]
    [InlineData("https://listed.example.com", ServiceUrlOrigin.AllowList, false, true)]
    [InlineData("https://listed.example.com/", ServiceUrlOrigin.AllowList, false, true)]
    [InlineData("https://was-listed.example.com/", ServiceUrlOrigin.AllowList, false, false)]
    [InlineData("http://localhost:56150/", ServiceUrlOrigin.Loopback, false, true)]
    [InlineData("https://smba.example.com/", ServiceUrlOrigin.Loopback, false, false)]
    [InlineData("http://localhost:56150/", ServiceUrlOrigin.Loopback, true, true)]
    [InlineData("https://smba.example.com/", ServiceUrlOrigin.Token, true, false)]
    [InlineData("https://listed.example.com/", ServiceUrlOrigin.AllowList, true, false)]
    [InlineData("https://smba.example.com/", (ServiceUrlOrigin)99, false, false)]
    public void What_was_kept_is_asked_again_before_it_is_used(string serviceUrl, ServiceUrlOrigin origin, bool local, bool trusted) =>
        Assert.Equal(trusted, ServiceUrls.IsTrusted(new(serviceUrl, origin), ["https://listed.example.com/"], local));
}
