using HelpDesk.Channels.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class NodeRegistration
{
    /// <summary>
    /// Adds the knowledge of other nodes, from the section <c>Nodes</c>. Whatever works by it is added later: services stop in the opposite order, and a node leaves
    /// when all its work has ended.
    /// </summary>
    /// <param name="isShared">Several processes may open the store.</param>
    /// <param name="works">Whether this node takes turns and delivers; one that does not still finds out whom to call.</param>
    public static IServiceCollection AddNodes(this IServiceCollection services, bool isShared, Func<IServiceProvider, bool> works)
    {
        services.AddOptions<NodeOptions>().BindConfiguration(NodeOptions.Section)
            .Configure<IServiceProvider>((nodes, provider) => (nodes.Shared, nodes.Works) = (isShared, works(provider)));
        return services.AddNodes();
    }

    /// <summary>As above, for a node that is alone and works; settings are not read.</summary>
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NodeOptions>, NodeOptionsValidator>());
        services.AddOptions<NodeOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NodeMap>();
        services.TryAddSingleton<NodeBeat>();
        services.TryAddSingleton<Drain>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NodeBeat>(provider => provider.GetRequiredService<NodeBeat>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Drain>(provider => provider.GetRequiredService<Drain>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HostOptions>, TimeToLeave>());
        return services;
    }

    // The notice comes on top of the time that everything else has for its end.
    private sealed class TimeToLeave(IOptions<NodeOptions> nodes) : IPostConfigureOptions<HostOptions>
    {
        public void PostConfigure(string? name, HostOptions options)
        {
            if (nodes.Value.Shared)
                options.ShutdownTimeout += nodes.Value.Notice;
        }
    }
}
