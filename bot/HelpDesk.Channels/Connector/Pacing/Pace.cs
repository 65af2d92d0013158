using System.Collections.Immutable;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector.Pacing;

/// <summary>
/// Keeps what is sent to Teams within what Teams takes, for each conversation and for each tenant, by saying how long to wait. Other channels name
/// no limits: there a refusal says when to come back. A start of the process begins afresh; what that lets through too early is refused and tried again.
/// </summary>
public sealed class Pace(TimeProvider time, IOptions<OutboxOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, SendLog> _conversations = [];
    private readonly Dictionary<string, SendLog> _tenants = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableArray<SendLimit> _tenantLimit =
        options.Value.TenantSendsPerSecond > 0 ? [new(options.Value.TenantSendsPerSecond, TimeSpan.FromSeconds(1))] : [];

    /// <summary>
    /// Asks for room for one send. Where only the tenant is busy a place in its line is kept, so that thousands of conversations do not race for the
    /// next free one; where the conversation itself has said too much, it has to ask again.
    /// </summary>
    internal Room Take(ConversationId conversation, Activity activity)
    {
        if (!IsLimited(conversation))
            return Room.Now;
        lock (_lock)
        {
            var (own, tenant, now) = LogsOf(conversation, activity);
            var free = own.NextAt(now);
            if (free > now)
                return new(false, Until(free, now));
            var at = tenant?.NextAt(now) ?? now;
            own.Add(at);
            tenant?.Add(at);
            return new(true, Until(at, now));
        }
    }

    /// <summary>Takes room for what may be left out, such as typing, only where it is free at once and room for a message remains.</summary>
    internal bool TryTakeSpare(ConversationId conversation, Activity activity)
    {
        if (!IsLimited(conversation))
            return true;
        lock (_lock)
        {
            var (own, tenant, now) = LogsOf(conversation, activity);
            if (own.NextAt(now, spare: 1) > now || tenant?.NextAt(now, spare: 1) > now)
                return false;
            own.Add(now);
            tenant?.Add(now);
            return true;
        }
    }

    /// <summary>Lets go of what no limit looks at any more.</summary>
    internal void Forget()
    {
        var now = Now();
        lock (_lock)
        {
            foreach (var (conversation, _) in _conversations.Where(kept => kept.Value.IsStale(now)).ToArray())
                _conversations.Remove(conversation);
            foreach (var (tenant, _) in _tenants.Where(kept => kept.Value.IsStale(now)).ToArray())
                _tenants.Remove(tenant);
        }
    }

    private (SendLog Own, SendLog? Tenant, long Now) LogsOf(ConversationId conversation, Activity activity)
    {
        var tenant = _tenantLimit.IsEmpty ? null : ConversationReferences.TenantOf(activity);
        return (Of(_conversations, conversation, SendLimit.TeamsConversation), tenant is null ? null : Of(_tenants, tenant, _tenantLimit), Now());
    }

    private static SendLog Of<TKey>(Dictionary<TKey, SendLog> logs, TKey key, ImmutableArray<SendLimit> limits) where TKey : notnull
    {
        if (!logs.TryGetValue(key, out var log))
            logs.Add(key, log = new(limits));
        return log;
    }

    // Timers count whole milliseconds; a part of one less would be too early.
    private static TimeSpan Until(long at, long now) => TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(at - now).TotalMilliseconds));

    private static bool IsLimited(ConversationId conversation) => conversation.Channel is ChannelIds.Teams;

    // Ticks of the wall clock: the tests' clock has no other, and a jump back only makes the next send wait a little longer.
    private long Now() => time.GetUtcNow().UtcTicks;
}

/// <param name="IsTaken">A send may begin once <paramref name="Wait"/> has passed; else one has to ask again then.</param>
internal readonly record struct Room(bool IsTaken, TimeSpan Wait)
{
    public static readonly Room Now = new(true, TimeSpan.Zero);
}
