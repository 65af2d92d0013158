using HelpDesk.Channels.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class ChannelAuthenticationRegistration
{
    /// <summary>
    /// Adds <see cref="InboundCheck"/> and <see cref="ConnectorCredentials"/>, from the root keys of <see cref="BotOptions"/> and the section <c>Bot</c>.
    /// </summary>
    public static IServiceCollection AddChannelAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotOptions>().Bind(configuration).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotOptions>, BotOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InboundCheck>();
        services.TryAddSingleton<ConnectorCredentials>();
        return services;
    }
}
