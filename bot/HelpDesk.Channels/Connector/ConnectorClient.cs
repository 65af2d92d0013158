using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// The calls that a bot makes to a channel, below the service URL that the channel gave (Bot Connector API v3). Each is made once: what to do about
/// a <c>Retry</c> is the caller's, and for messages the outbox's. The caller keeps the channel's limits too.
/// </summary>
public sealed class ConnectorClient(ConnectorCalls calls)
{
    private static readonly SentActivity NoId = new((string?)null);

    /// <summary>Sends to the conversation that the activity names, as an answer where it has a <see cref="Activity.ReplyToId"/>.</summary>
    public Task<ConnectorResult<SentActivity>> SendAsync(Activity activity, CancellationToken ct) =>
        SendingAsync(HttpMethod.Post, activity, activity.ReplyToId, activity, ct);

    /// <summary>Replaces an activity that was sent before.</summary>
    /// <param name="activityId">The channel's id.</param>
    public Task<ConnectorResult<SentActivity>> UpdateAsync(Activity activity, string activityId, CancellationToken ct) =>
        SendingAsync(HttpMethod.Put, activity, activityId, activity with { Id = activityId }, ct);

    /// <param name="activityId">The channel's id.</param>
    public Task<ConnectorResult<SentActivity>> DeleteAsync(Activity activity, string activityId, CancellationToken ct) =>
        SendingAsync(HttpMethod.Delete, activity, activityId, null, ct);

    public Task<ConnectorResult<CreatedConversation>> CreateConversationAsync(string serviceUrl, NewConversation conversation, CancellationToken ct) =>
        calls.CallAsync(
            HttpMethod.Post, new(serviceUrl, null), "v3/conversations", JsonSerializer.SerializeToUtf8Bytes(conversation, ConnectorJson.Default.NewConversation),
            ConnectorJson.Default.CreatedConversation, null, ct);

    /// <param name="pageSize">At most 500; Teams gives at least 50.</param>
    /// <param name="continuation">Of the page before; null for the first.</param>
    public Task<ConnectorResult<MembersPage>> MembersAsync(string serviceUrl, string conversationId, int pageSize, string? continuation, CancellationToken ct)
    {
        var path = $"{Conversation(conversationId)}/pagedmembers?pageSize={pageSize.ToString(System.Globalization.CultureInfo.InvariantCulture)}"
            + (continuation is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}");
        return calls.CallAsync(HttpMethod.Get, new(serviceUrl, null), path, null, ConnectorJson.Default.MembersPage, null, ct);
    }

    /// <param name="memberId">The id on the channel; Teams takes the directory's object id too.</param>
    public Task<ConnectorResult<ConversationMember>> MemberAsync(string serviceUrl, string conversationId, string memberId, CancellationToken ct) =>
        calls.CallAsync(
            HttpMethod.Get, new(serviceUrl, null), $"{Conversation(conversationId)}/members/{Uri.EscapeDataString(memberId)}", null,
            ConnectorJson.Default.ConversationMember, null, ct);

    private Task<ConnectorResult<SentActivity>> SendingAsync(HttpMethod method, Activity address, string? id, Activity? body, CancellationToken ct)
    {
        var path = $"{Conversation(address.Conversation?.Id ?? "")}/activities";
        return calls.CallAsync(
            method, new(address.ServiceUrl, new(address.ChannelId ?? "", address.Conversation?.Id ?? "")), id is null ? path : $"{path}/{Uri.EscapeDataString(id)}",
            body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, ActivityJson.Default.Activity), ConnectorJson.Default.SentActivity, NoId, ct);
    }

    private static string Conversation(string id) => $"v3/conversations/{Uri.EscapeDataString(id)}";
}
