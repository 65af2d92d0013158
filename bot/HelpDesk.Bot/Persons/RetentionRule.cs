using System.Text.Json;
using HelpDesk.Bot.Accounts;
using HelpDesk.Channels.Persons;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Persons;

/// <summary>What becomes of one event once it is old enough; null where it stays as it is. Pure.</summary>
internal sealed record RetentionRule(string Name, Func<RetentionOptions, TimeSpan?> Age, Func<StoredEvent, byte[]?> Rewrite)
{
    /// <summary>Tickets go by the age of their end and as a whole, so they are no rule of single events.</summary>
    public const string Tickets = "tickets";

    public static readonly RetentionRule Conversations = new("conversations", o => o.Conversations, stored =>
        ConversationEraser.TryRead(stored.Stream, out _) ? ConversationEraser.Without(stored, isTheirs: null) : null);

    public static readonly RetentionRule Attachments = new("attachments", o => o.Attachments, stored => ConversationEraser.WithoutFiles(stored) ?? TicketEraser.WithoutFiles(stored));

    public static readonly RetentionRule Audit = new("audit", o => o.Audit, WithoutPeople);

    /// <summary>Files first: then they are named where they are looked for.</summary>
    public static IReadOnlyList<RetentionRule> All { get; } = [Attachments, Conversations, Audit];

    private static byte[]? WithoutPeople(StoredEvent stored)
    {
        if (stored.Type != AuditTrail.EventType || AuditTrail.Read(stored) is not { } entry) return null;
        var nobody = entry with { Subject = Erasing.Words, Target = entry.Target is null ? null : Erasing.Words };
        return nobody == entry ? null : JsonSerializer.SerializeToUtf8Bytes(nobody, AccountJson.Default.AuditEntry);
    }
}
