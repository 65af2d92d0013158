using System.Net;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Connector.Pacing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class ConnectorRegistration
{
    // Long enough to save handshakes, short enough to follow a service that moves.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds the connector client and the outbox, from the section <c>Outbox</c>, beside the turn queue. The host registers <c>IStore</c>, and
    /// <see cref="IConnectorTokens"/> where bots are registered; without it only this machine is called, without tokens.
    /// </summary>
    public static IServiceCollection AddConnector(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<OutboxOptions>(configuration.GetSection(OutboxOptions.Section));
        return services.AddConnector();
    }

    /// <inheritdoc cref="AddConnector(IServiceCollection, IConfiguration)"/>
    public static IServiceCollection AddConnector(this IServiceCollection services)
    {
        services.AddTurns();
        services.AddMetrics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>());
        services.AddOptions<OutboxOptions>().ValidateOnStart();
        services.AddHttpClient(ConnectorCalls.HttpName, ConfigureClient)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            // The handler renews its connections itself; the factory's loggers would write addresses that name conversations.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.TryAddSingleton<IConnectorTokens, LoopbackOnly>();
        services.TryAddSingleton<ConnectorCalls>();
        services.TryAddSingleton<ConnectorClient>();
        services.TryAddSingleton<SentActivities>();
        services.TryAddSingleton<DeadLetters>();
        services.TryAddSingleton<Pace>();
        services.TryAddSingleton<ServiceHosts>();
        services.TryAddSingleton<OutboxMetrics>();
        services.TryAddSingleton<DeliveryReader>();
        services.TryAddSingleton<DeliverySender>();
        services.TryAddSingleton<DeliveryCommits>();
        services.TryAddSingleton<Delivery>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<Typing>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }

    // A limit of time is set for each call, by the clock that the rest goes by.
    private static void ConfigureClient(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        var version = typeof(ConnectorClient).Assembly.GetName().Version?.ToString(3);
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"Microsoft-BotFramework/3.1 HelpDesk.Bot/{version}");
    }

    // No redirects: they would take the message, and with it what it says, to an address that nobody vouched for.
    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        AutomaticDecompression = DecompressionMethods.None,
    };
}
