using HelpDesk.Storage;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_redacted_event_keeps_its_place_type_and_time_and_reads_anew_everywhere()
    {
        await CommitAsync(Append("talk/1", "a", "secret"), Append("talk/2", "x"), Append("talk/1", "c"));
        var before = await Store.ReadFeedAsync(0, 10, Ct);

        await CommitAsync(new Write.Redact(Talk, 2, Json("gone and longer than before")));

        Assert.Equal(["a", "gone and longer than before", "c"], (await Store.ReadStreamAsync(Talk, 0, 10, Ct)).Select(e => Text(e.Json)));
        var after = await Store.ReadFeedAsync(0, 10, Ct);
        Assert.Equal(["a", "gone and longer than before", "x", "c"], after.Select(e => Text(e.Json)));
        Assert.Equal(before.Select(e => (e.Position, e.Stream, e.Version, e.Type, e.Schema, e.At)), after.Select(e => (e.Position, e.Stream, e.Version, e.Type, e.Schema, e.At)));
        await ReopenAsync();
        Assert.Equal("gone and longer than before", Text((await Store.ReadStreamAsync(Talk, 1, 1, Ct))[0].Json));
    }

    [Fact]
    public async Task A_redaction_stands_or_falls_with_its_commit_and_adds_nothing_to_the_feed()
    {
        await CommitAsync(Append("talk/1", "secret"), Put("a", "secret"));
        var refused = await Store.CommitAsync(new Commit(Noon) { Checks = [new Check.StreamAt(Talk, 2)], Writes = [new Write.Redact(Talk, 1, Json("gone")), new Write.Delete(new DocumentKey("notes", "a"))] }, Ct);
        Assert.IsType<CommitResult.Conflict>(refused);
        Assert.Equal("secret", Text((await Store.ReadStreamAsync(Talk, 0, 1, Ct))[0].Json));

        var done = await Store.CommitAsync(new Commit(Noon) { Checks = [new Check.StreamAt(Talk, 1)], Writes = [new Write.Redact(Talk, 1, Json("gone")), new Write.Delete(new DocumentKey("notes", "a"))] }, Ct);

        Assert.Equal(new CommitResult.Committed(0), done);
        Assert.Equal("gone", Text((await Store.ReadStreamAsync(Talk, 0, 1, Ct))[0].Json));
        Assert.Equal((1, 1), (await Store.GetFeedPositionAsync(Ct), await Store.GetStreamVersionAsync(Talk, Ct)));
    }

    [Fact]
    public async Task What_a_commit_appends_it_may_redact_and_what_is_not_there_is_passed_over()
    {
        await CommitAsync(Append("talk/1", "a", "b"), new Write.Redact(Talk, 2, Json("gone")), new Write.Redact(Talk, 3, Json("never")), new Write.Redact(new StreamId("talk/9"), 1, Json("never")));
        await CommitAsync(Append("talk/1", "c"));

        Assert.Equal(["a", "gone", "c"], (await Store.ReadFeedAsync(0, 10, Ct)).Select(e => Text(e.Json)));
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(new Write.Redact(Talk, 0, Json("never"))));
    }

    [Fact]
    public async Task Events_are_redacted_in_the_middle_of_a_long_feed()
    {
        await CommitAsync(Append("talk/1", [.. Enumerable.Range(1, 3000).Select(i => $"{i}")]));
        await CommitAsync([.. ((long[])[1, 1024, 1025, 2048, 3000]).Select(v => new Write.Redact(Talk, v, Json("gone")))]);

        var texts = (await Store.ReadFeedAsync(0, int.MaxValue, Ct)).Select(e => Text(e.Json)).ToArray();
        Assert.Equal(3000, texts.Length);
        Assert.Equal([1, 1024, 1025, 2048, 3000], texts.Select((t, i) => (t, i)).Where(x => x.t == "gone").Select(x => x.i + 1));
        Assert.Equal("1026", texts[1025]);
    }

    [Fact]
    public async Task A_stream_is_rewritten_in_pages_and_whoever_remembers_it_is_told()
    {
        await CommitAsync(Append("talk/1", [.. Enumerable.Range(1, 600).Select(i => i % 2 == 0 ? $"{i}" : "secret")]));
        byte[]? Rewrite(StoredEvent e) => Text(e.Json) == "secret" ? Json("gone") : null;
        var terms = new RedactionTerms(Noon) { Told = new NewEvent("redacted", 1, Json("told"), Noon) };

        var refused = await Store.RedactAsync(Talk, Rewrite, terms with { Checks = [new Check.StreamAt(new StreamId("talk/2"), 1)] }, Ct);
        var first = await Store.RedactAsync(Talk, Rewrite, terms with { Through = 10 }, Ct);
        var rest = await Store.RedactAsync(Talk, Rewrite, terms, Ct);
        var again = await Store.RedactAsync(Talk, Rewrite, terms, Ct);

        Assert.Equal([null, 5, 295, 0], [refused, first, rest, again]);
        var texts = (await Store.ReadStreamAsync(Talk, 0, int.MaxValue, Ct)).Select(e => Text(e.Json)).ToArray();
        Assert.Equal((300, 4), (texts.Count(t => t == "gone"), texts.Count(t => t == "told")));
        Assert.DoesNotContain("secret", texts);
    }
}
