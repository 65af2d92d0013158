using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly StreamId Talk = new("talk/1");
    private static readonly DocumentKey Note = new("notes", "a");

    [Fact]
    public async Task Events_and_documents_of_one_commit_can_be_read_back_as_they_were()
    {
        var at = Noon.PlusTicks(7);
        var json = Json("größe 🙂");
        var append = new Write.Append(Talk, [new NewEvent("said", 3, json, at)]);

        var result = await CommitAsync(append, Put("a", "note", Noon + Duration.FromDays(1)));

        Assert.Equal(new CommitResult.Committed(1), result);
        var stored = Assert.Single(await Store.ReadStreamAsync(Talk, 0, 10, Ct));
        Assert.Equal((1, Talk, 1, "said", 3, at), (stored.Position, stored.Stream, stored.Version, stored.Type, stored.Schema, stored.At));
        Assert.Equal(json, stored.Json.ToArray());
        var note = await Store.GetAsync(Note, Noon, Ct);
        Assert.Equal((Note, 1, "note", Noon + Duration.FromDays(1)), (note!.Key, note.Version, Text(note.Json), note.Expires!.Value));
    }

    [Fact]
    public async Task A_commit_without_writes_only_checks()
    {
        Assert.Equal(new CommitResult.Committed(0), await CommitAsync());
        Assert.Equal(0, await Store.GetFeedPositionAsync(Ct));
    }
}
