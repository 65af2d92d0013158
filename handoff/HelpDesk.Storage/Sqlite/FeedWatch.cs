using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Storage.Sqlite;

/// <summary>
/// Raises the feed's signal, away from the writer: for what this process appended at once, for what another one did within
/// <see cref="SqliteStore.LookInterval"/>. When listeners are slow only the newest position is told; it says all that the older ones did.
/// </summary>
internal sealed class FeedWatch : IAsyncDisposable
{
    private readonly Channel<long> _news = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Database _database;
    private readonly Statement _dataVersion, _position;
    private readonly PeriodicTimer _timer;
    private readonly Signals _signals;
    private readonly ILogger _log;
    private readonly Task _telling, _looking;

    /// <param name="database">Owned; a connection of its own, because only others' commits change its data version.</param>
    /// <param name="signals">Where the signal is raised.</param>
    /// <param name="time">Beats the interval.</param>
    /// <param name="log">Told of looks that failed.</param>
    public FeedWatch(Database database, Signals signals, TimeProvider time, ILogger log)
    {
        (_database, _signals, _log) = (database, signals, log);
        _dataVersion = database.Prepare("PRAGMA data_version");
        _position = database.Prepare(Reader.PositionSql);
        _timer = new PeriodicTimer(SqliteStore.LookInterval, time);
        var seen = Number(_dataVersion);
        var start = Number(_position);
        _telling = TellAsync(start);
        _looking = LookAsync(seen, start);
        Start = start;
    }

    /// <summary>The feed's newest position when the store was opened.</summary>
    public long Start { get; }

    public void Tell(long position) => _news.Writer.TryWrite(position);

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _looking;
        _news.Writer.TryComplete();
        await _telling;
        _dataVersion.Dispose();
        _position.Dispose();
        _database.Dispose();
    }

    private async Task TellAsync(long told)
    {
        await foreach (var position in _news.Reader.ReadAllAsync())
        {
            if (position <= told)
                continue;
            told = position;
            _signals.Raise(new Signal(Signal.FeedTopic, Encoding.UTF8.GetBytes(position.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private async Task LookAsync(long seen, long last)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                (seen, last) = Look(seen, last);
            }
            catch (StoreException e)
            {
                _log.PollFailed(e);
            }
        }
    }

    /// <summary>The data version changes with this process's own commits too; <see cref="TellAsync"/> tells no position twice.</summary>
    private (long Seen, long Last) Look(long seen, long last)
    {
        var now = Number(_dataVersion);
        if (now == seen)
            return (seen, last);
        var position = Number(_position);
        if (position > last)
            Tell(position);
        return (now, position);
    }

    private static long Number(Statement statement)
    {
        using var use = statement.Begin();
        return statement.Step() ? statement.Int64(0) : 0;
    }
}
