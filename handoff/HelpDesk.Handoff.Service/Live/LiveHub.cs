using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>
/// <c>/v1/live</c>. A client subscribes to what it shows, is told what changed (<c>changed</c>), who types or looks (<c>signal</c>) and what it may hear no more
/// (<c>lost</c>), and comes back after a lost connection with the position of the last change it got. Work is done through <c>/v1</c>, never here.
/// </summary>
[Authorize(DeskPolicies.ReadTickets)]
internal sealed class LiveHub(LiveAudience audience, LiveAccess access, LiveSignals signals, ILiveCallers callers, TimeProvider time) : Hub
{
    public const string Path = "/v1/live";
    public const string Changed = "changed";
    public const string Signalled = "signal";
    public const string Lost = "lost";

    private const int MostTopics = 500;
    private const string Left = "left";
    private static readonly string[] Kinds = ["typing", "viewing", Left];

    public override Task OnConnectedAsync()
    {
        var connection = new LiveConnection(Context, Clients.Caller);
        audience.Add(connection);
        Context.Items[typeof(Task)] = connection.PumpAsync();
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (audience.Find(Context.ConnectionId) is not { } connection) return;
        audience.Remove(connection);
        foreach (var ticket in connection.Viewing.Keys)
            await SendAsync(Left, ticket, connection);
    }

    /// <summary>Hears of these topics from now on; with a cursor, also what happened after it.</summary>
    public async Task<LiveSubscription> Subscribe(string[] topics, long? after)
    {
        var connection = Connection;
        // What the caller has just been told by the API must be known here, the ticket he opened included.
        await audience.FollowAsync(Context.ConnectionAborted);
        var caller = await CallerAsync();
        var (granted, refused) = (new HashSet<LiveTopic>(), new List<string>());
        foreach (var text in topics)
        {
            var isFree = connection.Topics.Count + granted.Count < MostTopics;
            if (isFree && LiveTopic.TryParse(text, out var topic) && access.MayHear(caller, topic)) granted.Add(topic);
            else refused.Add(text);
        }
        var (position, isGap) = audience.Join(connection, caller, granted, after);
        return new LiveSubscription(position, refused, isGap);
    }

    public async Task Unsubscribe(string[] topics)
    {
        var connection = Connection;
        LiveTopic[] left = [.. topics.Select(t => LiveTopic.TryParse(t, out var topic) ? topic : default)];
        audience.Leave(connection, left);
        foreach (var topic in left.Where(t => t.Kind == LiveTopicKind.Ticket && Guid.TryParse(t.Name, out _)))
            if (connection.Viewing.TryRemove(new TicketId(Guid.Parse(topic.Name)), out _))
                await SendAsync(Left, new TicketId(Guid.Parse(topic.Name)), connection);
    }

    /// <summary>Tells the others who hear of the ticket: typing, viewing, left. Ignored where the caller may not see it, or signals too fast.</summary>
    public async Task Signal(string kind, Guid ticket)
    {
        var (connection, id) = (Connection, new TicketId(ticket));
        var caller = await CallerAsync();
        if (!Kinds.Contains(kind, StringComparer.Ordinal) || !access.MayHear(caller, LiveTopic.Of(id))) return;
        if (kind == Left) connection.Viewing.TryRemove(id, out _);
        else if (!connection.MaySignal(time.GetCurrentInstant())) return;
        else connection.Viewing[id] = true;
        await SendAsync(kind, id, connection);
    }

    private LiveConnection Connection => audience.Find(Context.ConnectionId) ?? throw new HubException("The connection has ended.");

    private async Task<DeskCaller> CallerAsync()
    {
        if (access.CallerOf(await callers.CurrentAsync(Context, mayBeOld: false, Context.ConnectionAborted)) is { } caller) return caller;
        Context.Abort();
        throw new HubException("Sign in again.");
    }

    private Task SendAsync(string kind, TicketId ticket, LiveConnection connection) =>
        signals.SendAsync(new SentSignal(new LiveSignal(kind, ticket.Value, AgentOf()), connection.Id), CancellationToken.None);

    private Guid? AgentOf() => Context.User is { } user ? DeskCaller.Of(user)?.Agent?.Value : null;
}
