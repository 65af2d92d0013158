using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>How often a conversation may post and an address may ask for tokens. The framework's limiters forget who has been quiet.</summary>
public sealed class Limits(IOptions<DirectLineOptions> directLine, IOptions<WebChatOptions> webChat) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _posts = PartitionedRateLimiter.Create<string, string>(conversation =>
        RateLimitPartition.GetTokenBucketLimiter(conversation, _ => new()
        {
            TokenLimit = directLine.Value.PostBurst,
            TokensPerPeriod = directLine.Value.PostsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }), StringComparer.Ordinal);

    private readonly PartitionedRateLimiter<IPAddress> _tokens = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(Network(address), _ => new()
        {
            PermitLimit = webChat.Value.TokensPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>False where the conversation must wait first.</summary>
    internal bool TryPost(string conversation, out TimeSpan wait) => Try(_posts.AttemptAcquire(conversation), out wait);

    internal bool TryToken(IPAddress? address, out TimeSpan wait) => Try(_tokens.AttemptAcquire(address ?? IPAddress.None), out wait);

    public void Dispose()
    {
        _posts.Dispose();
        _tokens.Dispose();
    }

    private static bool Try(RateLimitLease lease, out TimeSpan wait)
    {
        using (lease)
        {
            wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            return lease.IsAcquired;
        }
    }

    // One household or office holds a whole /64 of IPv6: single addresses of it would be no limit.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
