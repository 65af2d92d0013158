using HelpDesk.Channels.Authentication;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class CloudTests
{
    [Fact]
    public void The_public_cloud_is_the_default()
    {
        var cloud = Cloud.Of(new());

        Assert.Equal("https://api.botframework.com", cloud.ChannelIssuer);
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", cloud.ChannelMetadata.AbsoluteUri);
        Assert.Equal("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration", cloud.EntraMetadata.AbsoluteUri);
        Assert.Equal("https://login.microsoftonline.com/botframework.com", cloud.Authority.AbsoluteUri);
        Assert.Equal("https://api.botframework.com/.default", cloud.Scope);
        Assert.Equal(4, cloud.EntraIssuers.Count);
    }

    [Theory]
    [InlineData("https://botframework.azure.us")]
    [InlineData("https://BotFramework.azure.us/")]
    public void The_governments_cloud_has_issuers_keys_and_logins_of_its_own(string channelService)
    {
        var cloud = Cloud.Of(new() { ChannelService = channelService });

        Assert.Equal("https://api.botframework.us", cloud.ChannelIssuer);
        Assert.Equal("https://login.botframework.azure.us/v1/.well-known/openidconfiguration", cloud.ChannelMetadata.AbsoluteUri);
        Assert.Equal("https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", cloud.Authority.AbsoluteUri);
        Assert.Equal("https://api.botframework.us/.default", cloud.Scope);
        Assert.Contains("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", cloud.EntraIssuers);
        Assert.DoesNotContain(cloud.EntraIssuers, issuer => issuer.Contains("microsoftonline.com", StringComparison.Ordinal));
    }

    [Fact]
    public void An_enterprise_channel_has_keys_of_its_own()
    {
        var cloud = Cloud.Of(new() { ChannelService = "contoso" });

        Assert.Equal("https://contoso.enterprisechannel.botframework.com/v1/.well-known/openidconfiguration", cloud.ChannelMetadata.AbsoluteUri);
        Assert.Equal("https://api.botframework.com", cloud.ChannelIssuer);
    }

    [Theory]
    [InlineData(null, "https://login.microsoftonline.com/")]
    [InlineData("https://botframework.azure.us", "https://login.microsoftonline.us/")]
    public void A_bot_of_one_tenant_gets_its_tokens_there(string? channelService, string login)
    {
        var cloud = Cloud.Of(new() { ChannelService = channelService, MicrosoftAppType = "SingleTenant", MicrosoftAppTenantId = Bot.Tenant });

        Assert.Equal($"{login}{Bot.Tenant}", cloud.Authority.AbsoluteUri);
        Assert.Contains($"{login}{Bot.Tenant}/v2.0", cloud.EntraIssuers);
        Assert.Contains($"https://sts.windows.net/{Bot.Tenant}/", cloud.EntraIssuers);
    }

    [Fact]
    public void Each_address_can_be_replaced_alone()
    {
        var cloud = Cloud.Of(new()
        {
            ToBotFromChannelTokenIssuer = "https://issuer.example",
            ToBotFromChannelOpenIdMetadataUrl = "https://channel.example/metadata",
            ToBotFromEmulatorOpenIdMetadataUrl = "https://entra.example/metadata",
            ToChannelFromBotLoginUrl = "https://login.example/tenant",
            ToChannelFromBotOAuthScope = "https://scope.example",
        });

        Assert.Equal("https://issuer.example", cloud.ChannelIssuer);
        Assert.Equal("https://channel.example/metadata", cloud.ChannelMetadata.AbsoluteUri);
        Assert.Equal("https://entra.example/metadata", cloud.EntraMetadata.AbsoluteUri);
        Assert.Equal("https://login.example/tenant", cloud.Authority.AbsoluteUri);
        Assert.Equal("https://scope.example/.default", cloud.Scope);
        Assert.Equal("https://scope.example/.default", Cloud.DefaultScope("https://scope.example/.default"));
    }

    [Fact]
    public async Task In_the_governments_cloud_its_own_tokens_are_good_and_the_public_ones_are_not()
    {
        await using var bot = await Bot.StartAsync(("ChannelService", "https://botframework.azure.us"));

        Assert.True((await bot.AskAsync(bot.ChannelToken().With("iss", "https://api.botframework.us"))).IsAllowed);
        Assert.Equal(InboundRefusal.WrongIssuer, (await bot.AskAsync(bot.ChannelToken())).Refusal);
    }
}
