using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Accounts;

/// <summary>Sessions that somebody signed out of, in collection <c>session-ended</c> until every copy of their cookie has run out.</summary>
internal sealed class EndedSessions(IStore store, TimeProvider time, IOptions<AccountOptions> options)
{
    private const string Collection = "session-ended";

    public Task EndAsync(string session, CancellationToken ct)
    {
        var now = time.GetCurrentInstant();
        // A copy was renewed now at the latest.
        return store.CommitAsync(new Commit(now) { Writes = [new Write.Put(KeyOf(session), "{}"u8.ToArray(), now + Duration.FromTimeSpan(options.Value.Session))] }, ct);
    }

    public async ValueTask<bool> ContainAsync(string session, CancellationToken ct) => await store.GetAsync(KeyOf(session), time.GetCurrentInstant(), ct) is not null;

    private static DocumentKey KeyOf(string session) => new(Collection, AccountBook.HashOf(session));
}
