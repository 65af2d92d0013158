using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>Keys of other bots and scripts: <c>hdk_{id}_{secret}</c>, told once, kept as a hash, with scopes and, where wanted, customers and an end.</summary>
public sealed class ServiceKeyBook(IStore store, TimeProvider time)
{
    public const string Prefix = "hdk_";
    private const int MostKeys = 1000;

    /// <returns>The key as its user must send it.</returns>
    public async Task<(ServiceKey Key, string Told)> CreateAsync(
        string name, IReadOnlyList<string> scopes, IReadOnlyList<string> customers, Instant? expires, string by, CancellationToken ct)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (id, secret) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), AccountBook.NewSecret());
        var key = new ServiceKey(id, name, AccountBook.HashOf(secret), scopes, customers, now.ToDateTimeOffset(), expires?.ToDateTimeOffset());
        var json = JsonSerializer.SerializeToUtf8Bytes(key, AccountJson.Default.ServiceKey);
        await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(KeyOf(id), 0)],
            Writes = [new Write.Put(KeyOf(id), json, expires), AuditTrail.Telling(new(by, "key.create", id, AuditTrail.Ok), now)],
        }, ct);
        return (key, $"{Prefix}{id}_{secret}");
    }

    public async Task<ImmutableArray<ServiceKey>> ListAsync(CancellationToken ct) =>
        [.. from stored in await store.ListAsync(ServiceKey.Collection, null, MostKeys, Now(), ct) select Read(stored)];

    /// <summary>False where there is no such key.</summary>
    public async Task<bool> TryDeleteAsync(string id, string by, CancellationToken ct)
    {
        var now = Now();
        if (await store.GetAsync(KeyOf(id), now, ct) is not { } stored) return false;
        return await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(KeyOf(id), stored.Version)],
            Writes = [new Write.Delete(KeyOf(id)), AuditTrail.Telling(new(by, "key.delete", id, AuditTrail.Ok), now)],
        }, ct) is CommitResult.Committed;
    }

    /// <summary>The key that was sent; null where there is none like it, or it has expired.</summary>
    public async Task<ServiceKey?> FindAsync(string sent, CancellationToken ct)
    {
        if (sent[Prefix.Length..].Split('_') is not [{ Length: 12 } id, { Length: 64 } secret] || !id.All(char.IsAsciiHexDigitLower)) return null;
        if (await store.GetAsync(KeyOf(id), Now(), ct) is not { } stored) return null;
        var key = Read(stored);
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.SecretHash), Encoding.ASCII.GetBytes(AccountBook.HashOf(secret)));
        return same ? key : null;
    }

    private static DocumentKey KeyOf(string id) => new(ServiceKey.Collection, id);

    private static ServiceKey Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Json.Span, AccountJson.Default.ServiceKey)!;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}

/// <summary>Signs in by <c>Authorization: Bearer hdk_…</c>.</summary>
internal sealed class ServiceKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ServiceKeyBook keys, DeskIdentity desk)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "service-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerOf(Request) is not { } sent || !sent.StartsWith(ServiceKeyBook.Prefix, StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        if (await keys.FindAsync(sent, Context.RequestAborted) is not { } key) return AuthenticateResult.Fail("There is no such key.");
        var identity = new ClaimsIdentity([new(DeskClaims.Subject, $"key:{key.Id}"), new(ClaimTypes.Name, key.Name)], SchemeName, ClaimTypes.Name, DeskClaims.Role);
        identity.AddClaims(desk.Of([], key.Customers, null));
        identity.AddClaims(key.Scopes.Select(scope => new Claim(DeskClaims.Scope, scope)));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    internal static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
}
