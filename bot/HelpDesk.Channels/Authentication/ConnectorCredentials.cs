using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;

namespace HelpDesk.Channels.Authentication;

/// <summary>The bot's own tokens for its calls to connectors; none goes to an address that nothing vouches for.</summary>
public sealed class ConnectorCredentials
{
    // The library keeps tokens too, but asking it costs; it is asked again often enough that its own renewal ahead of time works.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);
    // Hundreds of conversations may wait for the same login; a failed one is told to all of them.
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndEarly = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, KeptAccess> _kept = new(StringComparer.Ordinal);
    private readonly BotOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectorCredentials> _log;
    private readonly string _channelScope;
    private readonly ITokenSource? _source;

    public ConnectorCredentials(IOptions<BotOptions> options, IHttpClientFactory http, TimeProvider time, ILogger<ConnectorCredentials> log)
    {
        (_options, _time, _log) = (options.Value, time, log);
        var cloud = Cloud.Of(_options);
        _channelScope = cloud.Scope;
        _source = _options.IsLocal ? null : TokenSources.Of(_options, cloud, http);
    }

    /// <summary>Asked before each call; cheap, because tokens are kept until shortly before they end.</summary>
    public ValueTask<ConnectorAccess> AccessAsync(ReplyTarget target, CancellationToken ct)
    {
        if (!ServiceUrls.IsTrusted(target, _options.Bot.AllowedServiceUrls, _options.IsLocal))
        {
            _log.TargetNotTrusted(Uri.TryCreate(target.ServiceUrl, UriKind.Absolute, out var uri) ? uri.Host : "");
            return new(new ConnectorAccess(null, ConnectorRefusal.UntrustedServiceUrl));
        }
        if (_source is null) return new(new ConnectorAccess(null, null));
        // A bot that called gets a token that is good at that bot only.
        var scope = target.SkillAppId is { } skill ? Cloud.DefaultScope(skill) : _channelScope;
        return _kept.GetOrAdd(scope, static (scope, self) => new(() => self.LoginAsync(scope), self._time), this).GetAsync(ct);
    }

    private async Task<KeptAccess.Answer> LoginAsync(string scope)
    {
        try
        {
            var result = await _source!.AcquireAsync(scope, CancellationToken.None);
            return new(new(result.AccessToken, null), Earlier(_time.GetUtcNow() + AskAgainAfter, result.ExpiresOn - EndEarly));
        }
        catch (MsalServiceException refused) when (refused.StatusCode is >= 400 and < 500 and not (408 or 429))
        {
            _log.CredentialsRefused(refused.ErrorCode);
            return Failed(ConnectorRefusal.CredentialsRefused);
        }
        catch (Exception silent) when (silent is MsalException or HttpRequestException or OperationCanceledException)
        {
            _log.LoginUnavailable((silent as MsalException)?.ErrorCode ?? silent.GetType().Name);
            return Failed(ConnectorRefusal.LoginUnavailable);
        }
    }

    private KeptAccess.Answer Failed(ConnectorRefusal refusal) => new(new(null, refusal), _time.GetUtcNow() + TryAgainAfter);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
