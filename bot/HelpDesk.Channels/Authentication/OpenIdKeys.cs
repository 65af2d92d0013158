using System.Collections.Frozen;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Channels.Authentication;

/// <summary>What a search for a key found. <paramref name="Unavailable"/>: no keys at all could be fetched yet, so nothing can be said about the token.</summary>
internal readonly record struct KeyLookup(PublishedKey? Key, bool Unavailable);

/// <summary>
/// The keys of one OpenID provider: fetched when first asked for, refreshed in the background, and at once for a key id that is not known, but then
/// not more often than once a minute. What was fetched stays in use while the provider does not answer.
/// </summary>
internal sealed class OpenIdKeys(Uri metadata, IHttpClientFactory http, TimeProvider time, ILogger log)
{
    /// <summary>The name of the <see cref="HttpClient"/>.</summary>
    public const string HttpClient = "HelpDesk.OpenIdKeys";

    public static readonly TimeSpan RefreshEvery = TimeSpan.FromHours(12);
    public static readonly TimeSpan ForcedAtMostEvery = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan RetryFirstAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private volatile FrozenDictionary<string, PublishedKey>? _keys;
    private Task? _fetching;
    // Ticks of UTC; the first is read outside the gate.
    private long _nextRefresh;
    private long _nextForced;
    private long _nextFirst;

    /// <summary>The key as it is published now, without fetching anything.</summary>
    public PublishedKey? Known(string id) => _keys?.GetValueOrDefault(id);

    /// <param name="ct">Ends the wait, not the fetch: others wait for the same one.</param>
    public async ValueTask<KeyLookup> FindAsync(string id, CancellationToken ct)
    {
        if (Known(id) is { } known)
        {
            RefreshIfDue();
            return new(known, Unavailable: false);
        }
        if (Fetch(mayBegin: now => now >= (_keys is null ? _nextFirst : _nextForced)) is { } fetch)
            await fetch.WaitAsync(ct);
        return new(Known(id), _keys is null);
    }

    /// <summary>Begins a fetch in the background where the keys have become old.</summary>
    public void RefreshIfDue()
    {
        // Nobody waits for it: the keys at hand are used meanwhile, and a failure is in the log.
        if (time.GetUtcNow().UtcTicks >= Volatile.Read(ref _nextRefresh))
            _ = Fetch(mayBegin: now => now >= _nextRefresh);
    }

    /// <returns>The fetch under way, or one that begins now; null where none may.</returns>
    private Task? Fetch(Func<long, bool> mayBegin)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow().UtcTicks;
            if (_fetching is not null || !mayBegin(now)) return _fetching;
            _nextForced = now + ForcedAtMostEvery.Ticks;
            _nextFirst = now + RetryFirstAfter.Ticks;
            Volatile.Write(ref _nextRefresh, _nextForced);
            return _fetching = FetchAsync();
        }
    }

    private async Task FetchAsync()
    {
        // The caller holds the gate until the task is kept.
        await Task.Yield();
        try
        {
            var keys = await ReadAsync();
            lock (_gate)
            {
                _keys = keys;
                Volatile.Write(ref _nextRefresh, (time.GetUtcNow() + RefreshEvery).UtcTicks);
            }
            log.KeysFetched(metadata.Host, keys.Count);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException or InvalidDataException or IOException)
        {
            log.KeysNotFetched(metadata, _keys?.Count ?? 0, failure.GetType().Name, failure.Message);
        }
        finally
        {
            lock (_gate) _fetching = null;
        }
    }

    private async Task<FrozenDictionary<string, PublishedKey>> ReadAsync()
    {
        using var client = http.CreateClient(HttpClient);
        var found = await client.GetFromJsonAsync(metadata, KeyJson.Default.OpenIdMetadata);
        if (!ServiceUrls.IsSafe(found?.KeysAddress)) throw new InvalidDataException("The metadata has no safe jwks_uri.");
        var published = await client.GetFromJsonAsync(found!.KeysAddress, KeyJson.Default.JsonKeySet);
        var keys = (published?.Keys ?? []).Select(PublishedKey.Read).OfType<PublishedKey>().DistinctBy(key => key.Key.KeyId).ToFrozenDictionary(key => key.Key.KeyId, StringComparer.Ordinal);
        return keys.Count > 0 ? keys : throw new InvalidDataException("No RSA signing key is published.");
    }
}
