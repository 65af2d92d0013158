using System.Security.Cryptography;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Storage;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Webhooks;

/// <summary>Keeps webhooks and how far each has been told.</summary>
internal sealed class WebhookBook(IStore store, IDataProtectionProvider protection, TimeProvider time)
{
    private const int SecretBytes = 32;
    private readonly IDataProtector _protector = protection.CreateProtector("HelpDesk.Webhooks.Secret");

    private Instant Now => time.GetCurrentInstant();

    /// <summary>A new webhook, told what happens from now on; the secret is given this once.</summary>
    /// <returns>Null where the same request was answered meanwhile.</returns>
    public async Task<(Webhook Webhook, string Secret)?> AddAsync(string url, IReadOnlyList<string> events, string by, Once? once, Func<Webhook, string, StoredAnswer> answer, CancellationToken ct)
    {
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        var webhook = new Webhook(Guid.CreateVersion7(time.GetUtcNow()), url, _protector.Protect(secret), events, by, Now, await store.GetFeedPositionAsync(ct));
        var result = await store.CommitAsync(new Commit(Now)
        {
            Checks = once is null ? [] : [once.Check],
            Writes =
            [
                Documents.Put(Documents.Webhook(webhook.Id), webhook, StoredJson.Default.Webhook),
                Documents.Put(Documents.WebhookCursor(webhook.Id), Fresh(webhook.From), StoredJson.Default.WebhookCursor),
                // The secret is not kept with the answer: a repeated request is told the webhook without it.
                .. once is null ? [] : new Write[] { once.Put(answer(webhook, ""), Now) },
            ],
        }, ct);
        if (result is not CommitResult.Committed) return null;
        if (once is not null) once.IsKept = true;
        return (webhook, secret);
    }

    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken ct) =>
        [.. (await store.ReadAllAsync(Documents.Webhooks, Now, ct)).Select(d => Documents.Read(d, StoredJson.Default.Webhook))];

    public async Task<Webhook?> FindAsync(Guid id, CancellationToken ct) => (await store.ReadAsync(Documents.Webhook(id), StoredJson.Default.Webhook, Now, ct)).Value;

    public async Task<(WebhookCursor Cursor, long Version)> CursorAsync(Webhook webhook, CancellationToken ct)
    {
        var (cursor, version) = await store.ReadAsync(Documents.WebhookCursor(webhook.Id), StoredJson.Default.WebhookCursor, Now, ct);
        return (cursor ?? Fresh(webhook.From), version);
    }

    /// <summary>Moves the cursor; false where the lease has passed on or the webhook was changed meanwhile.</summary>
    public async Task<bool> MoveAsync(Webhook webhook, WebhookCursor cursor, long version, Check fence, CancellationToken ct) =>
        await store.CommitAsync(new Commit(Now)
        {
            Checks = [new Check.DocumentAt(Documents.WebhookCursor(webhook.Id), version), fence],
            Writes = [Documents.Put(Documents.WebhookCursor(webhook.Id), cursor, StoredJson.Default.WebhookCursor)],
        }, ct) is CommitResult.Committed;

    /// <summary>Tries again at once where it had given up. False where there is none.</summary>
    public async Task<bool> ResumeAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } webhook) return false;
        var (cursor, version) = await CursorAsync(webhook, ct);
        await store.CommitAsync(new Commit(Now)
        {
            Checks = [new Check.DocumentAt(Documents.WebhookCursor(id), version)],
            Writes = [Documents.Put(Documents.WebhookCursor(id), Fresh(cursor.Position), StoredJson.Default.WebhookCursor)],
        }, ct);
        return true;
    }

    /// <summary>False where there is none.</summary>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is null) return false;
        await store.CommitAsync(new Commit(Now) { Writes = [new Write.Delete(Documents.Webhook(id)), new Write.Delete(Documents.WebhookCursor(id))] }, ct);
        return true;
    }

    /// <summary>Null where the host's keys can no longer read it.</summary>
    public string? SecretOf(Webhook webhook)
    {
        try
        {
            return _protector.Unprotect(webhook.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static WebhookCursor Fresh(long position) => new(position, 0, null, null, Stopped: false);
}
