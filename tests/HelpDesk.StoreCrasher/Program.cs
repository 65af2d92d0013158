// A process for the store's tests to kill: "<folder> Host|Command <commits>". It opens the store, says "ready", commits from several writers
// at once, prints the id of each commit after its acknowledgement, says "done" and stays until its input ends.
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using NodaTime;

const int Writers = 16;
var (folder, access, commits) = (args[0], Enum.Parse<StoreAccess>(args[1]), int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
try
{
    await using var store = await SqliteStore.OpenAsync(folder, access, TimeProvider.System, null, CancellationToken.None);
    Say("ready");
    var next = 0;
    await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));
    Say("done");
    Console.In.ReadToEnd();
    return 0;

    async Task WriteAsync()
    {
        for (var id = Interlocked.Increment(ref next); id <= commits; id = Interlocked.Increment(ref next))
        {
            var result = await store.CommitAsync(CommitOf(id), CancellationToken.None);
            Say(result is CommitResult.Committed ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : "conflict");
        }
    }
}
catch (StoreException e)
{
    Say("refused: " + e.Message);
    return 1;
}

// An event in a stream that others share, one in a stream of its own, and a document: all of them must be there, or none.
static Commit CommitOf(int id)
{
    var json = System.Text.Encoding.UTF8.GetBytes($"{{\"id\":{id}}}");
    var happened = new NewEvent("happened", 1, json, Instant.FromUnixTimeSeconds(id));
    return new Commit(Instant.FromUnixTimeSeconds(id))
    {
        Checks = [new Check.StreamAt(new StreamId($"own/{id}"), 0)],
        Writes =
        [
            new Write.Append(new StreamId($"shared/{id % 7}"), [happened]),
            new Write.Append(new StreamId($"own/{id}"), [happened]),
            new Write.Put(new DocumentKey("crash", $"{id}"), json),
        ],
    };
}

static void Say(string line)
{
    lock (Console.Out)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
