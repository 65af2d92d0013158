using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// Sends what waits as one batch, waits for its answer, sends the next. A batch whose answer was lost is sent again under the same number, and Redis answers it without
/// doing it twice; a copy that comes late, after the lane went on, is refused. So an answer is always the truth, and no answer is the only doubt there is.
/// </summary>
internal sealed class CommitLane
{
    private const int MaxCommits = 256;
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly List<PendingCommit> _batch = new(MaxCommits);
    private readonly ChannelReader<PendingCommit> _queue;
    private readonly Link _link;
    private readonly RedisStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<long> _appended;
    private readonly ILogger _log;
    private readonly BatchArguments _arguments;
    private readonly RedisKey[] _keys;
    private long _number;

    public CommitLane(ChannelReader<PendingCommit> queue, Link link, Keys keys, RedisStoreOptions options, TimeProvider time, Action<long> appended, ILogger log)
    {
        (_queue, _link, _options, _time, _appended, _log) = (queue, link, options, time, appended, log);
        _arguments = new BatchArguments(keys.Prefix);
        _keys = [keys.Position, keys.Lane(Guid.NewGuid().ToString("N")), keys.Copying, keys.Restoring];
    }

    /// <summary>Until the queue is closed and empty.</summary>
    public async Task RunAsync()
    {
        while (await _queue.WaitToReadAsync())
        {
            Collect();
            if (_batch.Count == 0) continue;
            try
            {
                Answer((string?)await SendAsync(_arguments.Build(++_number, _batch)) ?? "");
            }
            catch (StoreException e)
            {
                Abandon(e);
            }
            _batch.Clear();
        }
    }

    /// <summary>Answers what is on its way with an error.</summary>
    public void Abandon(StoreException stopped)
    {
        foreach (var pending in _batch)
            pending.TrySetException(stopped);
    }

    private void Collect()
    {
        var bytes = 0;
        while (_batch.Count < MaxCommits && bytes < MaxBytes && _queue.TryRead(out var pending))
        {
            if (!pending.TryTake())
                continue;
            _batch.Add(pending);
            bytes += pending.PayloadBytes();
        }
    }

    private async Task<RedisResult> SendAsync(RedisValue[] values)
    {
        var open = false;
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _link.EvaluateAsync(Script.Commit, _keys, values, _options.AnswerWithin, CancellationToken.None);
            }
            catch (AttemptFailedException e)
            {
                open |= e.MayHaveArrived;
                if (!e.Passes || _time.GetElapsedTime(_batch[0].Since, _time.GetTimestamp()) >= _options.Patience)
                {
                    _log.BatchFailed(_batch.Count, attempt, !open, e.Error);
                    throw open ? Failure.Open(e.Error) : e.Error;
                }
            }
            if (open) BatchArguments.MarkSentBefore(values);
            await Task.Delay(pause, _time);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }
    }

    private void Answer(string answers)
    {
        var rest = answers.AsSpan();
        long newest = 0;
        foreach (var pending in _batch)
        {
            var end = rest.IndexOf(',');
            var answer = long.Parse(end < 0 ? rest : rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            rest = end < 0 ? default : rest[(end + 1)..];
            newest = Math.Max(newest, answer);
            pending.TrySetResult(answer < 0 ? new CommitResult.Conflict(pending.Commit.Checks[(int)-answer - 1]) : new CommitResult.Committed(answer));
        }
        if (newest > 0) _appended(newest);
    }
}
