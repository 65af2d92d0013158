using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class TurnRegistration
{
    /// <summary>Adds the turn queue. The host registers <c>IStore</c> and <see cref="ITurnHandler"/>.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<TurnOptions>(configuration.GetSection(TurnOptions.Section));
        return services.AddTurns();
    }

    /// <inheritdoc cref="AddTurns(IServiceCollection, IConfiguration)"/>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddNodes();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TurnOptions>, TurnOptionsValidator>());
        services.AddOptions<TurnOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ConversationGates>();
        services.TryAddSingleton<ReadyConversations>();
        services.TryAddSingleton<HomeCalls>();
        services.TryAddSingleton<Deliveries>();
        services.TryAddSingleton<References>();
        services.TryAddSingleton<TurnQueue>();
        services.TryAddSingleton<InlineReplies>();
        services.TryAddSingleton<TurnCommits>();
        services.TryAddSingleton<LeftTurns>();
        services.TryAddSingleton<TurnProcessor>();
        services.AddHostedService<TurnWorker>();
        services.AddHostedService<UntakenReplies>();
        return services;
    }
}
