using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_documents_version_grows_with_each_put_and_starts_again_after_a_delete()
    {
        await CommitAsync(Put("a", "1"));
        await CommitAsync(Put("a", "2"));
        var second = await Store.GetAsync(Note, Noon, Ct);
        await CommitAsync(new Write.Delete(Note));
        var none = await Store.GetAsync(Note, Noon, Ct);
        await CommitAsync(new Write.Delete(Note));
        await CommitAsync(Put("a", "3"));
        var again = await Store.GetAsync(Note, Noon, Ct);

        Assert.Equal((2, "2"), (second!.Version, Text(second.Json)));
        Assert.Null(none);
        Assert.Equal((1, "3"), (again!.Version, Text(again.Json)));
    }

    // Ticks of 100 ns around the expiry; the caller's clock decides, whatever the wall clock says.
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public async Task A_document_lives_until_the_callers_clock_reaches_its_expiry(long ticks, int version)
    {
        await CommitAsync(Put("a", "short-lived", AtOne));
        var now = AtOne.PlusTicks(ticks);

        Assert.Equal(version, (await Store.GetAsync(Note, now, Ct))?.Version ?? 0);
        Assert.Equal(version, (await Store.ListAsync("notes", null, 10, now, Ct)).Count);
        var check = new Check.DocumentAt(Note, version);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(new Commit(now) { Checks = [check] }, Ct));
        var wrong = new Check.DocumentAt(Note, 1 - version);
        Assert.Equal(new CommitResult.Conflict(wrong), await Store.CommitAsync(new Commit(now) { Checks = [wrong] }, Ct));
    }

    [Fact]
    public async Task An_expiry_is_no_end_for_a_caller_whose_clock_is_behind()
    {
        await CommitAsync(Put("a", "x", AtOne));

        Assert.Null(await Store.GetAsync(Note, AtOne, Ct));
        Assert.NotNull(await Store.GetAsync(Note, Noon, Ct));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 1)]
    public async Task A_put_after_the_expiry_starts_again_at_version_one(long ticks, long version)
    {
        await CommitAsync(Put("a", "old", AtOne));

        await Store.CommitAsync(new Commit(AtOne.PlusTicks(ticks)) { Writes = [Put("a", "new")] }, Ct);

        var stored = await Store.GetAsync(Note, Instant.MaxValue, Ct);
        Assert.Equal((version, "new", null), (stored!.Version, Text(stored.Json), stored.Expires));
    }

    [Fact]
    public async Task A_collection_is_listed_by_pages_in_the_order_of_its_ids_code_points()
    {
        // Upper before lower case, accents after z, and the emoji (a surrogate pair) after the private-use letter: UTF-8's order, no language's.
        string[] ordered = ["10", "9", "Z", "a", "a/b", "ab", "z", "ä", "é", "\uE000", "🙂", "🙂a"];
        await CommitAsync([.. ordered.Reverse().Select(id => Put(id, "x")), new Write.Put(new DocumentKey("note", "b"), Json("other"))]);

        var listed = new List<string>();
        for (var page = await Page(null); page.Count > 0; page = await Page(listed[^1]))
            listed.AddRange(page.Select(d => d.Key.Id));

        Assert.Equal(ordered, listed);
        Task<IReadOnlyList<StoredDocument>> Page(string? after) => Store.ListAsync("notes", after, 5, Noon, Ct);
    }

    [Fact]
    public async Task A_page_is_filled_past_documents_that_have_expired()
    {
        await CommitAsync(Put("a", "x", AtOne), Put("b", "x", AtOne), Put("c", "x"), Put("d", "x", AtOne), Put("e", "x"));

        Assert.Equal(["c", "e"], (await Store.ListAsync("notes", null, 2, AtOne, Ct)).Select(d => d.Key.Id));
    }
}
