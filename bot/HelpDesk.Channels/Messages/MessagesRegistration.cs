using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class MessagesRegistration
{
    /// <summary>
    /// Adds the endpoint of channels with its authentication and the turn queue, from the section <c>Messages</c> and those of its parts. The host registers
    /// <c>IStore</c> and <c>ITurnHandler</c>; an <see cref="ITurnHost"/> registered before this takes the place of <see cref="DurableTurns"/>.
    /// </summary>
    public static IServiceCollection AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChannelAuthentication(configuration);
        services.AddTurns(configuration);
        services.TryAddSingleton<IConnectorTokens, RegisteredTokens>();
        services.AddOptions<MessagesOptions>().Bind(configuration.GetSection(MessagesOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MessagesOptions>, MessagesOptionsValidator>());
        services.TryAddSingleton<ITurnHost, DurableTurns>();
        services.TryAddSingleton<MessagesEndpoint>();
        return services;
    }

    /// <summary>Serves <c>/api/messages</c>.</summary>
    public static WebApplication MapMessages(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<MessagesEndpoint>();
        app.MapPost(MessagesEndpoint.Path, (RequestDelegate)endpoint.PostAsync);
        app.MapMethods(MessagesEndpoint.Path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)MessagesEndpoint.GetAsync);
        app.Map(MessagesEndpoint.Path, (RequestDelegate)MessagesEndpoint.RefuseMethodAsync);
        return app;
    }
}
