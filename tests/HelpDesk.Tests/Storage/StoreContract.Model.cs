using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Storage;
using NodaTime;
using Check = HelpDesk.Storage.Check;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly string[] Names = ["a", "b", "ü"];
    private int _case;

    [Fact]
    public void Any_commits_give_the_same_results_as_the_model()
    {
        var histories = Arb.From(RandomCommit.Generator.ListOf().Select(list => list.ToArray()), Shorter);

        Prop.ForAll(histories, history => PlayAsync(history).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static IEnumerable<RandomCommit[]> Shorter(RandomCommit[] history) =>
        Enumerable.Range(0, history.Length).Select(left => history.Where((_, i) => i != left).ToArray());

    /// <summary>Each history plays in names of its own, after all the histories before it.</summary>
    private async Task PlayAsync(RandomCommit[] history)
    {
        var prefix = (++_case).ToString(CultureInfo.InvariantCulture);
        var model = new StoreModel();
        var start = await Store.GetFeedPositionAsync(Ct);
        foreach (var random in history)
        {
            var commit = random.In(prefix);
            Assert.Equal(Shifted(model.Commit(commit), start), await Store.CommitAsync(commit, Ct));
            await AssertSameAsync(model, prefix, start, commit.Now);
        }
    }

    private static CommitResult Shifted(CommitResult result, long start) =>
        result is CommitResult.Committed { Position: > 0 } committed ? new CommitResult.Committed(committed.Position + start) : result;

    private async Task AssertSameAsync(StoreModel model, string prefix, long start, Instant now)
    {
        var feed = await Store.ReadFeedAsync(start, int.MaxValue, Ct);
        Assert.Equal(model.Feed, feed.Select(e => (e.Stream, e.Version, Text(e.Json))));
        var listed = await Store.ListAsync(prefix, null, int.MaxValue, now, Ct);
        Assert.Equal(model.List(prefix, now), listed.Select(d => (d.Key.Id, d.Version, Text(d.Json))));
        foreach (var name in Names)
        {
            Assert.Equal(model.StreamVersion(new StreamId(prefix + name)), await Store.GetStreamVersionAsync(new StreamId(prefix + name), Ct));
            var document = await Store.GetAsync(new DocumentKey(prefix, name), now, Ct);
            Assert.Equal(model.Get(new DocumentKey(prefix, name), now)?.Expires, document?.Expires);
        }
    }

    /// <summary>A commit over few names, versions and seconds, so that checks hold about as often as they fail and documents often expire.</summary>
    private sealed record RandomCommit(int Now, RandomPart[] Checks, RandomPart[] Writes)
    {
        public static Gen<RandomCommit> Generator =>
            from now in Gen.Choose(0, 9)
            from checks in RandomPart.Generator.ListOf(1)
            from checking in Gen.Elements(true, false)
            from writes in RandomPart.Generator.ListOf()
            select new RandomCommit(now, checking ? [.. checks] : [], [.. writes]);

        public Commit In(string prefix) => new(Second(Now))
        {
            Checks = [.. Checks.Select(c => c.ToCheck(prefix))],
            Writes = [.. Writes.Where((w, i) => w.IsOfStream || !Writes.Take(i).Any(o => !o.IsOfStream && o.Name == w.Name)).Select(w => w.ToWrite(prefix))],
        };

        public static Instant Second(int second) => Noon + Duration.FromSeconds(second);
    }

    private sealed record RandomPart(int Kind, string Name, int Number, int Expires)
    {
        public static Gen<RandomPart> Generator =>
            from kind in Gen.Choose(0, 4)
            from name in Gen.Elements(Names)
            from number in Gen.Choose(0, 3)
            from expires in Gen.Choose(0, 12)
            select new RandomPart(kind, name, number, expires);

        public bool IsAppend => Kind < 2;

        /// <summary>Any number of these may name the same stream.</summary>
        public bool IsOfStream => Kind is < 2 or 4;

        public Check ToCheck(string prefix) => IsAppend
            ? new Check.StreamAt(new StreamId(prefix + Name), Number)
            : new Check.DocumentAt(new DocumentKey(prefix, Name), Number);

        public Write ToWrite(string prefix) => Kind switch
        {
            0 or 1 => Append(prefix + Name, [.. Enumerable.Range(0, Number).Select(i => $"{Expires}.{i}")]),
            4 => new Write.Redact(new StreamId(prefix + Name), Number + 1, Json($"redacted {Expires}")),
            2 => new Write.Put(new DocumentKey(prefix, Name), Json($"{Number}"), Expires > 9 ? null : RandomCommit.Second(Expires)),
            _ => new Write.Delete(new DocumentKey(prefix, Name)),
        };
    }
}
