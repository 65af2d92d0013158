using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace HelpDesk.Handoff.Service.Access;

/// <summary>Says 401 and 403 as problem details under <c>/v1</c>; a browser is never sent to a sign-in page from there. Other paths keep what the scheme does.</summary>
internal sealed class RefusedCalls : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _others = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || context.GetEndpoint()?.Metadata is not { } metadata || (metadata.GetMetadata<DeskApi>() is null && metadata.GetMetadata<DeskLive>() is null))
            return _others.HandleAsync(next, context, policy, authorizeResult);
        if (!authorizeResult.Challenged)
            return Problems.Of(StatusCodes.Status403Forbidden, "not-allowed", "Not allowed.", "Your role, or your desk, does not include this. An admin can change that.").ExecuteAsync(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "signed-out", "Sign in first.", "Send a bearer token or a service key, or sign in.").ExecuteAsync(context);
    }
}

/// <summary>Marks the endpoints of this API.</summary>
internal sealed class DeskApi;
