using HelpDesk.Handoff.Service.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.Handoff.Service.Live;

internal static class LiveRegistration
{
    /// <summary>A host that knows a quicker or stricter answer to who may still be connected registers its own <see cref="ILiveCallers"/> before.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, LiveJson.Default));
        services.TryAddSingleton<ILiveCallers, ReauthenticatedCallers>();
        services.AddSingleton<LiveAccess>().AddSingleton<LiveAudience>().AddSingleton<LiveSignals>();
        services.AddHostedService<LiveLoop>();
        return services;
    }

    public static void MapLive(this IEndpointRouteBuilder app) =>
        app.MapHub<LiveHub>(LiveHub.Path, hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization(DeskPolicies.ReadTickets).WithMetadata(new DeskLive());
}

/// <summary>Marks the hub's endpoints: refused calls are answered as the API's are.</summary>
internal sealed class DeskLive;
