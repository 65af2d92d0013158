using Microsoft.Identity.Client;

namespace HelpDesk.Channels.Authentication;

/// <summary>Where the bot's own tokens come from: a client registration, or the identity of the machine it runs on.</summary>
internal interface ITokenSource
{
    /// <param name="scope">Ends with <c>/.default</c>.</param>
    /// <exception cref="MsalException">No token: refused, or nobody answered.</exception>
    Task<AuthenticationResult> AcquireAsync(string scope, CancellationToken ct);
}

/// <summary>By the registration's secret or certificate. The library keeps tokens and renews them before they end.</summary>
internal sealed class ClientTokenSource(IConfidentialClientApplication client) : ITokenSource
{
    public Task<AuthenticationResult> AcquireAsync(string scope, CancellationToken ct) => client.AcquireTokenForClient([scope]).ExecuteAsync(ct);
}

/// <summary>By a user-assigned managed identity.</summary>
internal sealed class ManagedIdentityTokenSource(IManagedIdentityApplication identity) : ITokenSource
{
    private const string Default = "/.default";

    // An identity endpoint takes the resource, not the scope.
    public Task<AuthenticationResult> AcquireAsync(string scope, CancellationToken ct) =>
        identity.AcquireTokenForManagedIdentity(scope[..^Default.Length]).ExecuteAsync(ct);
}
