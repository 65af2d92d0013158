using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>What a connected caller may do by now. A connection lives for hours, and roles are taken away in the meantime.</summary>
public interface ILiveCallers
{
    /// <summary>Today's claims; null where he is signed out, disabled or unknown by now.</summary>
    /// <param name="mayBeOld">A second-old answer will do.</param>
    ValueTask<ClaimsPrincipal?> CurrentAsync(HubCallerContext connection, bool mayBeOld, CancellationToken ct);
}

/// <summary>Asks the host's own sign-in again, with the request that opened the connection: a session that was ended or a key that was withdrawn is refused there.</summary>
internal sealed class ReauthenticatedCallers(IServiceScopeFactory scopes, TimeProvider time) : ILiveCallers
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly object Key = new();

    public async ValueTask<ClaimsPrincipal?> CurrentAsync(HubCallerContext connection, bool mayBeOld, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (mayBeOld && connection.Items.TryGetValue(Key, out var known) && known is Answer answer && now - answer.At < Fresh) return answer.User;
        var user = await AskAsync(connection);
        connection.Items[Key] = new Answer(user, now);
        return user;
    }

    private async Task<ClaimsPrincipal?> AskAsync(HubCallerContext connection)
    {
        await using var scope = scopes.CreateAsyncScope();
        // A host without a scheme of its own signs callers in by other means, once.
        if (scope.ServiceProvider.GetService<IAuthenticationSchemeProvider>() is not { } schemes || await schemes.GetDefaultAuthenticateSchemeAsync() is null)
            return connection.User;
        if (connection.GetHttpContext()?.Request is not { } opened) return null;
        // A context of its own: the one of the connection remembers its first answer.
        var again = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (again.Request.Scheme, again.Request.Host, again.Request.PathBase, again.Request.Path, again.Request.QueryString) =
            (opened.Scheme, opened.Host, opened.PathBase, opened.Path, opened.QueryString);
        foreach (var (name, value) in opened.Headers) again.Request.Headers[name] = value;
        var result = await again.AuthenticateAsync();
        return result.Succeeded ? result.Principal : null;
    }

    private sealed record Answer(ClaimsPrincipal? User, DateTimeOffset At);
}
