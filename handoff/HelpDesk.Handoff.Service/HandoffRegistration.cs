using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Explaining;
using HelpDesk.Handoff.Service.Feeds;
using HelpDesk.Handoff.Service.Handoffs;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Live;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Service.Policies;
using HelpDesk.Handoff.Service.Projections;
using HelpDesk.Handoff.Service.Queues;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Talk;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Service.Webhooks;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class HandoffRegistration
{
    /// <summary>
    /// Adds the desk: its write path (<see cref="TicketDesk"/>, <see cref="StaffDesk"/>), lists (<see cref="ITicketLists"/>) and, where the role includes the
    /// desk, its workers, from section <c>Handoff</c>, <c>Data:Path</c> and <c>role</c>. The host registers <see cref="IStore"/> and TimeProvider, and keeps the keys of data protection where all nodes find them.
    /// </summary>
    public static IServiceCollection AddHandoff(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HandoffOptions>().Configure(options =>
        {
            var data = configuration["Data:Path"] is { Length: > 0 } path ? path : "data";
            options.BlobFolder = Path.Combine(data, "blobs");
            options.ProjectionFolder = Path.Combine(data, "projections");
            configuration.GetSection(HandoffOptions.Section).Bind(options);
            if (configuration["role"] is { Length: > 0 } role) options.Role = Enum.TryParse<NodeRole>(role, ignoreCase: true, out var known) ? known : (NodeRole)(-1);
        }).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HandoffOptions>, HandoffOptionsValidator>());
        services.TryAddSingleton(provider => PolicyFolder.Read(provider.GetRequiredService<IOptions<HandoffOptions>>().Value));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<HandoffOptions>>().Value);
        services.AddSingleton<TicketDesk>().AddSingleton<StaffDesk>().AddSingleton<Ledger>().AddSingleton<BlobFolder>();
        services.AddSingleton<OutlookDesk>();
        services.AddSingleton<Projection>().AddSingleton<ITicketLists, ProjectedLists>();
        services.AddHostedService<ProjectionLoop>();
        services.AddSingleton(provider => new LeaseKeeper(
            provider.GetRequiredService<IStore>(), $"{Environment.MachineName}-{Guid.NewGuid():N}", provider.GetRequiredService<HandoffOptions>().Lease));
        services.AddSingleton<DeskWorker>().AddSingleton<FeedReader>();
        services.AddHostedService<HandoffStart>();
        services.AddDataProtection();
        services.AddHttpClient(WebhookSender.Client).ConfigureHttpClient(client => client.Timeout = WebhookSender.Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<WebhookBook>().AddSingleton<WebhookSender>().AddSingleton<WebhookWorker>();
        services.AddSingleton<OnceMiddleware>().AddSingleton<UnreadBodies>();
        services.Configure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.AddOpenApi(ApiDescription.Document, ApiDescription.Configure);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedCalls>();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<HandoffOptions>>((authorization, handoff) => DeskPolicies.Add(authorization, handoff.Value.Desk));
        services.AddAuthorization();
        services.AddLive();
        return services;
    }

    /// <summary>
    /// Serves <c>/v1</c> and its description at <c>/v1/openapi.json</c>, where the role includes the desk. Call it after UseRouting, UseAuthentication and
    /// UseAuthorization. Every endpoint names its policy.
    /// </summary>
    public static WebApplication MapHandoff(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<HandoffOptions>().ServesDesk) return app;
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<DeskApi>() is not null, api => api.UseMiddleware<UnreadBodies>().UseMiddleware<OnceMiddleware>());
        app.MapOpenApi("/v1/openapi.json").AllowAnonymous();
        var v1 = app.MapGroup("/v1").WithMetadata(new DeskApi()).RequireAuthorization().AddEndpointFilter(AnswerStoreTroubleAsync)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        var tickets = v1.MapGroup("/tickets").WithTags("Tickets").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        v1.MapHandoffs();
        tickets.MapTickets();
        tickets.MapTalk();
        tickets.MapAmendments();
        tickets.MapAttachments();
        tickets.MapClaims();
        tickets.MapWork();
        tickets.MapEscalations();
        tickets.MapEndings();
        tickets.MapLinks();
        tickets.MapExplain();
        v1.MapAgents();
        v1.MapQueues();
        v1.MapFeed();
        v1.MapWebhooks();
        v1.MapPolicy();
        app.MapLive();
        return app;
    }

    private static async ValueTask<object?> AnswerStoreTroubleAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreException) when (!context.HttpContext.Response.HasStarted)
        {
            return Problems.StoreDown();
        }
    }
}
