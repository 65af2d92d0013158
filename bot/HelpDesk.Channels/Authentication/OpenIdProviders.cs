using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Authentication;

/// <summary>The keys of every OpenID provider that this process asks, each fetched once for all who check by it.</summary>
public sealed class OpenIdProviders(IHttpClientFactory http, TimeProvider time, ILogger<OpenIdProviders> log)
{
    private readonly ConcurrentDictionary<Uri, OpenIdKeys> _providers = new();

    /// <summary>A validator of its own, with its own memory of good tokens, so that what is good for one use is not taken for another.</summary>
    public TokenValidator Validator(params IEnumerable<TokenPolicy> policies) => new(time, this, policies);

    internal OpenIdKeys KeysOf(Uri metadata) => _providers.GetOrAdd(metadata, address => new(address, http, time, log));
}
