using HelpDesk.Channels.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class NodeRegistration
{
    /// <summary>Adds the knowledge of other nodes. Alone unless <see cref="NodeOptions.Shared"/> is set, which the host does for a store that several may open.</summary>
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NodeOptions>, NodeOptionsValidator>());
        services.AddOptions<NodeOptions>().BindConfiguration(NodeOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NodeMap>();
        services.TryAddSingleton<NodeBeat>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeBeat>());
        return services;
    }
}
