using HelpDesk.Channels.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class BotOptionsTests
{
    private const string Id = $"MicrosoftAppId={Bot.AppId}";
    private const string Tenant = $"MicrosoftAppTenantId={Bot.Tenant}";
    private const string Password = "MicrosoftAppPassword=hunter2";

    [Theory]
    [InlineData]
    [InlineData(Id, Password)]
    [InlineData(Id, Password, Tenant)]
    [InlineData(Id, Password, "MicrosoftAppType=multitenant")]
    [InlineData(Id, Password, Tenant, "MicrosoftAppType=SingleTenant")]
    [InlineData(Id, Tenant, "MicrosoftAppType=UserAssignedMsi")]
    [InlineData(Id, Password, "ChannelService=https://botframework.azure.us")]
    [InlineData(Id, Password, "ChannelService=contoso")]
    [InlineData(Id, Password, "ToChannelFromBotLoginUrl=https://login.example/tenant", "ToBotFromChannelOpenIdMetadataUrl=http://localhost:1/metadata")]
    [InlineData(Id, Password, $"Bot:AllowedCallers:0={Bot.OtherBot}", "Bot:AllowedCallers:1=*", "Bot:AllowedServiceUrls:0=https://tunnel.example.com/", $"Bot:AllowedTenants:0={Bot.Tenant}")]
    public void These_registrations_are_complete(params string[] settings) => Assert.Empty(Failures(settings));

    [Theory]
    [InlineData("MicrosoftAppId: it is not a GUID.", "MicrosoftAppId=bot", Password)]
    [InlineData("MicrosoftAppId: it is not a GUID.", "MicrosoftAppId={11111111-2222-3333-4444-555555555555}", Password)]
    [InlineData("MicrosoftAppId: it is empty although", Password)]
    [InlineData("MicrosoftAppType: 'Many' is no type of bot.", Id, Password, "MicrosoftAppType=Many")]
    [InlineData("MicrosoftAppType: '0' is no type of bot.", Id, Password, "MicrosoftAppType=0")]
    [InlineData("MicrosoftAppPassword: it is empty", Id)]
    [InlineData("MicrosoftAppTenantId: it is empty, and a SingleTenant bot", Id, Password, "MicrosoftAppType=SingleTenant")]
    [InlineData("MicrosoftAppTenantId: it is empty, and a UserAssignedMSI bot", Id, "MicrosoftAppType=UserAssignedMSI")]
    [InlineData("MicrosoftAppTenantId: 'contoso.com' is not a GUID.", Id, Password, "MicrosoftAppTenantId=contoso.com")]
    [InlineData("MicrosoftAppPassword: a managed identity has neither", Id, Password, Tenant, "MicrosoftAppType=UserAssignedMSI")]
    [InlineData("MicrosoftAppPassword: there is more than one", Id, Password, "Bot:CertificateThumbprint=0123456789abcdef0123456789abcdef01234567")]
    [InlineData("Bot:CertificateFile: /no/such.pfx is not a file.", Id, "Bot:CertificateFile=/no/such.pfx")]
    [InlineData("Bot:CertificateThumbprint: it is not a SHA-1 thumbprint.", Id, "Bot:CertificateThumbprint=abc")]
    [InlineData("Bot:CertificateThumbprint: there is no certificate", Id, "Bot:CertificateThumbprint=0123456789abcdef0123456789ABCDEF01234567")]
    [InlineData("ChannelService: 'https://botframework.com' is no channel service.", Id, Password, "ChannelService=https://botframework.com")]
    [InlineData("ToBotFromChannelOpenIdMetadataUrl: 'http://evil.example/' is no safe address.", Id, Password, "ToBotFromChannelOpenIdMetadataUrl=http://evil.example/")]
    [InlineData("ToBotFromEmulatorOpenIdMetadataUrl: 'metadata' is no safe address.", Id, Password, "ToBotFromEmulatorOpenIdMetadataUrl=metadata")]
    [InlineData("ToChannelFromBotLoginUrl: 'http://login.example/tenant' is no authority.", Id, Password, "ToChannelFromBotLoginUrl=http://login.example/tenant")]
    [InlineData("ToChannelFromBotLoginUrl: 'https://login.example/' is no authority.", Id, Password, "ToChannelFromBotLoginUrl=https://login.example/")]
    [InlineData("Bot:AllowedCallers:1: 'parent' is no app id.", Id, Password, "Bot:AllowedCallers:0=*", "Bot:AllowedCallers:1=parent")]
    [InlineData("Bot:AllowedServiceUrls:0: 'https://*.example.com' is no safe address.", Id, Password, "Bot:AllowedServiceUrls:0=https://*.example.com")]
    [InlineData("Bot:AllowedTenants:0: 'contoso' is not a GUID.", Id, Password, "Bot:AllowedTenants:0=contoso")]
    public void A_wrong_setting_is_told_with_its_key_the_problem_and_the_fix(string problem, params string[] settings)
    {
        var failure = Assert.Single(Failures(settings));

        Assert.StartsWith(problem, failure, StringComparison.Ordinal);
        Assert.Matches(@"\. [A-Z].+\.$", failure);
        Assert.DoesNotContain("hunter2", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(4, Failures("MicrosoftAppId=bot", "MicrosoftAppType=SingleTenant", "ChannelService=/").Count);

    [Fact]
    public void Registering_twice_changes_nothing()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Bot:AllowedCallers:0", "*")]).Build();
        var services = new ServiceCollection().AddChannelAuthentication(configuration).AddChannelAuthentication(configuration);
        using var provider = services.BuildServiceProvider();

        Assert.Equal(["*"], provider.GetRequiredService<IOptions<BotOptions>>().Value.Bot.AllowedCallers);
    }

    private static IReadOnlyList<string> Failures(params string[] settings)
    {
        using var services = Bot.Provider(settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], (string?)pair[1])));
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return [.. wrong.Failures];
        }
    }
}
