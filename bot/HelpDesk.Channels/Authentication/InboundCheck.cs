using HelpDesk.Channels.Activities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Authentication;

/// <summary>Decides who may speak to the bot: one entry for every request to <c>/api/messages</c>. Each refusal is one line in the log, without the token.</summary>
public sealed class InboundCheck
{
    private const string Scheme = "Bearer ";

    private readonly ILogger<InboundCheck> _log;
    private readonly InboundRules? _rules;
    private readonly TokenValidator? _validator;

    public InboundCheck(IOptions<BotOptions> options, OpenIdProviders providers, ILogger<InboundCheck> log)
    {
        _log = log;
        if (options.Value.IsLocal) return;
        _rules = new InboundRules(options.Value, Cloud.Of(options.Value));
        _validator = providers.Validator(_rules.Channel, _rules.Entra);
    }

    /// <param name="authorization">The request's <c>Authorization</c> header as it came; null without one.</param>
    /// <param name="activity">The body; what it says about its channel and service address must fit the token.</param>
    /// <returns>The caller, or a refusal. Never throws but for <paramref name="ct"/>.</returns>
    public ValueTask<InboundVerdict> CheckAsync(string? authorization, Activity activity, ConnectionFacts connection, CancellationToken ct)
    {
        if (_rules is null || _validator is null) return new(Told(LocalRules.Decide(activity, connection)));
        if (string.IsNullOrEmpty(authorization)) return new(Told(InboundVerdict.Refuse(InboundRefusal.NoHeader)));
        if (!TryTake(authorization, out var token)) return new(Told(InboundVerdict.Refuse(InboundRefusal.WrongScheme)));
        var reading = _validator.ReadAsync(token, ct);
        // The usual case: a token that was seen before. Nothing is awaited for it.
        return reading.IsCompletedSuccessfully ? new(Told(_rules.Decide(reading.Result, activity))) : AwaitAsync(reading, activity, _rules);
    }

    private async ValueTask<InboundVerdict> AwaitAsync(ValueTask<TokenReading> reading, Activity activity, InboundRules rules) =>
        Told(rules.Decide(await reading, activity));

    private static bool TryTake(string authorization, out ReadOnlyMemory<char> token)
    {
        token = authorization.StartsWith(Scheme, StringComparison.Ordinal) ? authorization.AsMemory(Scheme.Length) : default;
        return token.Length > 0 && !token.Span.ContainsAny(' ', '\t', ',');
    }

    private InboundVerdict Told(InboundVerdict verdict)
    {
        if (verdict.Refusal is InboundRefusal.KeysUnavailable) _log.NotCheckable(verdict.Status);
        else if (verdict.Refusal is { } reason) _log.Refused(verdict.Status, reason);
        return verdict;
    }
}
