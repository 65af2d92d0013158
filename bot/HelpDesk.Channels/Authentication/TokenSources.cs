using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace HelpDesk.Channels.Authentication;

/// <summary>Chooses the source of the bot's own tokens by how it is registered.</summary>
internal static class TokenSources
{
    /// <summary>The name of the <see cref="System.Net.Http.HttpClient"/> for logins.</summary>
    public const string HttpClient = "HelpDesk.Login";

    public static ITokenSource Of(BotOptions options, Cloud cloud, IHttpClientFactory http)
    {
        var factory = new LoginHttp(http);
        return options.AppType is BotAppType.UserAssignedMSI
            ? new ManagedIdentityTokenSource(Identity(options, factory))
            : new ClientTokenSource(Client(options, cloud, factory));
    }

    private static IManagedIdentityApplication Identity(BotOptions options, LoginHttp http) =>
        ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.MicrosoftAppId)).WithHttpClientFactory(http).Build();

    private static IConfidentialClientApplication Client(BotOptions options, Cloud cloud, LoginHttp http)
    {
        // The authority is the operator's word or one of the fixed ones; asking a third place about it would only be one more thing to fail.
        // Who waits for the token tries again himself.
        var builder = ConfidentialClientApplicationBuilder.Create(options.MicrosoftAppId)
            .WithAuthority(cloud.Authority.AbsoluteUri, validateAuthority: false)
            .WithInstanceDiscovery(enableInstanceDiscovery: false)
            .WithHttpClientFactory(http, retryOnceOn5xx: false);
        return (options.Bot.HasCertificate
            ? builder.WithCertificate(BotCertificate.Open(options.Bot).Certificate, sendX5C: true)
            : builder.WithClientSecret(options.MicrosoftAppPassword)).Build();
    }

    private sealed class LoginHttp(IHttpClientFactory http) : IMsalHttpClientFactory
    {
        public System.Net.Http.HttpClient GetHttpClient() => http.CreateClient(HttpClient);
    }
}
