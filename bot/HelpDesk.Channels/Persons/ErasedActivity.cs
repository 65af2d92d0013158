using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Persons;

/// <summary>An activity without what it says and without the person: its kind, its time, its ids and the bot stay, so that the conversation keeps its order and its count.</summary>
public static class ErasedActivity
{
    /// <summary>Stands where a person's id stood.</summary>
    public const string Person = "erased";

    private const string Mark = "erased";
    private static readonly JsonElement Yes = JsonElement.Parse("true");

    public static bool Is(Activity activity) => activity.Other?.ContainsKey(Mark) == true;

    /// <summary>As <see cref="Is"/>, without reading what is not erased: the mark is written last.</summary>
    internal static bool IsMarked(ReadOnlySpan<byte> json) => json.EndsWith("\"erased\":true}"u8);

    /// <param name="wasReceived">It came from the person; else it went there.</param>
    public static Activity Of(Activity activity, bool wasReceived) => new()
    {
        Type = activity.Type,
        Id = activity.Id,
        Timestamp = activity.Timestamp,
        ChannelId = activity.ChannelId,
        Conversation = activity.Conversation is { } talk ? new() { Id = talk.Id, IsGroup = talk.IsGroup, ConversationType = talk.ConversationType } : null,
        From = wasReceived ? Nobody(activity.From) : activity.From,
        Recipient = wasReceived ? activity.Recipient : Nobody(activity.Recipient),
        ReplyToId = activity.ReplyToId,
        Name = activity.Name,
        // Without a service address nothing of it can be delivered any more.
        DeliveryMode = activity.DeliveryMode,
        Other = new() { [Mark] = Yes },
    };

    private static ChannelAccount? Nobody(ChannelAccount? account) => account is null ? null : new() { Id = Person, Role = account.Role };
}
