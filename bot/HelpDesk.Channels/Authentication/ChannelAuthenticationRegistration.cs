using HelpDesk.Channels.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class ChannelAuthenticationRegistration
{
    private const int LargestKeyDocument = 1024 * 1024;
    private static readonly TimeSpan KeysWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LoginWithin = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Adds <see cref="InboundCheck"/>, <see cref="ConnectorCredentials"/> and <see cref="OpenIdProviders"/>, from the root keys of <see cref="BotOptions"/>
    /// and the section <c>Bot</c>. A second call changes nothing.
    /// </summary>
    public static IServiceCollection AddChannelAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        // Bound twice, lists would hold everything twice.
        if (services.Any(service => service.ServiceType == typeof(InboundCheck))) return services;
        services.AddOptions<BotOptions>().Bind(configuration).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotOptions>, BotOptionsValidator>());
        services.AddHttpClient(OpenIdKeys.HttpClient, client =>
        {
            client.Timeout = KeysWithin;
            client.MaxResponseContentBufferSize = LargestKeyDocument;
        });
        services.AddHttpClient(TokenSources.HttpClient, client => client.Timeout = LoginWithin);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OpenIdProviders>();
        services.TryAddSingleton<InboundCheck>();
        services.TryAddSingleton<ConnectorCredentials>();
        return services;
    }
}
