using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HelpDesk.Channels.Authentication;

/// <summary>
/// Tokens that were found good, by the hash of their whole text. A channel sends one token for up to an hour, and checking its signature again costs far
/// more than the hash. Only good tokens enter, so strangers cannot fill it; it is bounded all the same: when the young half is full it becomes the old one.
/// </summary>
internal sealed class VerifiedTokenCache(int capacity)
{
    private readonly Lock _turning = new();
    private readonly int _half = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<TokenHash, VerifiedToken> _young = new();
    private volatile ConcurrentDictionary<TokenHash, VerifiedToken> _old = new();

    public int Count => _young.Count + _old.Count;

    public VerifiedToken? Find(in TokenHash hash)
    {
        if (_young.TryGetValue(hash, out var token)) return token;
        if (!_old.TryGetValue(hash, out token)) return null;
        Keep(hash, token);
        return token;
    }

    public void Keep(in TokenHash hash, VerifiedToken token)
    {
        lock (_turning)
        {
            if (_young.Count >= _half) (_old, _young) = (_young, new());
            _young[hash] = token;
            _old.TryRemove(hash, out _);
        }
    }

    public void Forget(in TokenHash hash)
    {
        _young.TryRemove(hash, out _);
        _old.TryRemove(hash, out _);
    }
}

/// <summary>SHA-256 of a token.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        var parts = MemoryMarshal.Cast<byte, ulong>(hash);
        return new(parts[0], parts[1], parts[2], parts[3]);
    }
}
