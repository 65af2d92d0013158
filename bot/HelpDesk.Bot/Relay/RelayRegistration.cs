using HelpDesk.Bot.Handoffs;
using HelpDesk.Bot.Relay;
using HelpDesk.Channels.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

internal static class RelayRegistration
{
    private static readonly TimeSpan FileTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Connects the bot with the desk: both ways on nodes that run the bot. Beside <c>AddHandoff</c>, <c>AddDirectLine</c> and <c>AddConnector</c>, and <c>AddNodes</c> where there may be several.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services)
    {
        services.AddSingleton<PersonTalks>().AddSingleton<TalkLinks>().AddSingleton<AgentNames>().AddSingleton<OwnRooms>().AddSingleton<PersonFiles>();
        services.AddSingleton<HandOver>().AddSingleton<TicketTellings>().AddSingleton<TicketTalk>().AddSingleton<TicketAnswers>().AddSingleton<PersonDesk>();
        services.TryAddSingleton<NodeMap>();
        services.AddSingleton<RelayLanes>().AddSingleton<RelayStep>().AddSingleton<RelayFiles>();
        services.AddHttpClient(PersonFiles.HttpName, client => client.Timeout = FileTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }).RemoveAllLoggers();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, DeliveryJson.Default));
        return services.AddHostedService<RelayLoop>();
    }
}
