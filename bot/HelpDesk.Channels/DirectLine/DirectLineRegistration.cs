using HelpDesk.Channels.DirectLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StoreException = HelpDesk.Storage.StoreException;

namespace Microsoft.Extensions.DependencyInjection;

public static class DirectLineRegistration
{
    private const string CorsPolicy = "DirectLine";

    /// <summary>
    /// Adds the Direct Line server, the web chat's tokens and the turn queue, from the sections <c>DirectLine</c>, <c>WebChat</c>, <c>Turns</c> and the key
    /// <c>Data:Path</c>. The host registers <c>IStore</c> and <c>ITurnHandler</c>. Anonymous web chat is on by default only where no <c>MicrosoftAppId</c> is set.
    /// </summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTurns(configuration);
        services.Configure<WebChatOptions>(options => options.AllowAnonymous = string.IsNullOrEmpty(configuration["MicrosoftAppId"]));
        services.Configure<WebChatOptions>(configuration.GetSection(WebChatOptions.Section));
        return services.AddDirectLine(options =>
        {
            if (configuration["Data:Path"] is { Length: > 0 } data)
                options.BlobFolder = Path.Combine(data, "blobs");
            configuration.GetSection(DirectLineOptions.Section).Bind(options);
        });
    }

    /// <summary>Adds the Direct Line server, the web chat's tokens and the turn queue.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, Action<DirectLineOptions> configure)
    {
        services.AddTurns();
        services.AddOptions<DirectLineOptions>().Configure(configure).ValidateOnStart();
        services.AddOptions<WebChatOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebChatOptions>, WebChatOptionsValidator>());
        services.TryAddSingleton<SigningKeys>();
        services.TryAddSingleton<Tokens>();
        services.TryAddSingleton<Access>();
        services.TryAddSingleton<Addresses>();
        services.TryAddSingleton<History>();
        services.TryAddSingleton<Limits>();
        services.TryAddSingleton<OpenStreams>();
        services.TryAddSingleton<Posts>();
        services.TryAddSingleton<BlobFolder>();
        services.TryAddSingleton<UploadReader>();
        services.TryAddSingleton<AttachmentLinks>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<DirectLineOptions>>((cors, options) => cors.AddPolicy(CorsPolicy, policy => policy
            .WithOrigins([.. options.Value.AllowedOrigins])
            .WithMethods("GET", "POST")
            .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
            .WithExposedHeaders("Retry-After")
            .AllowCredentials()
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    /// <summary>Serves Direct Line 3.0 under <c>/v3/directline</c> and <c>POST /webchat/token</c>; turns on WebSockets and CORS for them.</summary>
    public static WebApplication MapDirectLine(this WebApplication app)
    {
        app.UseWebSockets();
        app.UseCors();
        app.MapPost(WebChatEndpoint.Path, WebChatEndpoint.PostAsync).AddEndpointFilter(AnswerStoreTroubleAsync);

        var directLine = app.MapGroup(Addresses.Root).RequireCors(CorsPolicy).AddEndpointFilter(AnswerStoreTroubleAsync);
        directLine.MapPost("/tokens/generate", TokenEndpoints.GenerateAsync);
        directLine.MapPost("/tokens/refresh", TokenEndpoints.RefreshAsync);
        directLine.MapGet("/session/getsessionid", TokenEndpoints.Session);
        directLine.MapPost("/conversations", ConversationEndpoints.StartAsync);
        directLine.MapGet("/conversations/{id}", ConversationEndpoints.ReconnectAsync);
        directLine.MapPost("/conversations/{id}/activities", ActivityEndpoints.PostAsync);
        directLine.MapGet("/conversations/{id}/activities", ActivityEndpoints.GetAsync);
        directLine.MapPost("/conversations/{id}/upload", UploadEndpoint.PostAsync).DisableAntiforgery();
        directLine.MapGet("/conversations/{id}/stream", StreamEndpoint.OpenAsync);
        directLine.MapGet("/attachments/{id}/{hash}/{name}", AttachmentEndpoint.GetAsync);
        return app;
    }

    // 503: clients keep the message and their conversation, and say that it was not sent.
    private static async ValueTask<object?> AnswerStoreTroubleAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreException) when (!context.HttpContext.Response.HasStarted)
        {
            return DirectLineError.StoreDown;
        }
    }
}
