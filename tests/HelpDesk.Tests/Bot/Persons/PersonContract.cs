using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Persons;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Persons;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Storage;
using HelpDesk.Tests.Handoff.Service;
using HelpDesk.Tests.Storage;
using NodaTime;
using NodaTime.Extensions;
using Attachment = HelpDesk.Channels.Activities.Attachment;

namespace HelpDesk.Tests.Bot.Persons;

/// <summary>What is found, exported and erased of a person, on every store. An adapter's test class only says how it is opened.</summary>
public abstract partial class PersonContract : IAsyncLifetime
{
    private protected const string Alex = "6f1e0d4c-1111-4c11-8c11-a1e500000001";
    private protected const string Tenant = "9e000000-0000-4000-8000-000000000009";
    private protected static readonly PersonKey AlexKey = PersonKey.Of(Alex)!;
    private readonly TemporaryFolder _blobs = new();

    private protected TestClock Clock { get; } = new();
    private protected IStore Store { get; private set; } = null!;
    private protected DeskNode Node { get; private set; } = null!;
    private protected AccountBook Accounts { get; private set; } = null!;
    private protected StoredFiles Files => new(Store, _blobs.Path);
    private protected string BlobFolder => _blobs.Path;
    private protected Instant Now => Clock.GetCurrentInstant();
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The test's store, empty at first.</summary>
    private protected abstract Task<IStore> OpenAsync(TimeProvider time);

    public async ValueTask InitializeAsync()
    {
        Store = await OpenAsync(Clock);
        (Node, Accounts) = (new DeskNode(Store, Clock), new AccountBook(Store, Clock));
    }

    public virtual async ValueTask DisposeAsync()
    {
        Node.Dispose();
        await Store.DisposeAsync();
        _blobs.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_person_is_found_wherever_they_wrote_and_nobody_else_is()
    {
        var (own, group) = (await TalkAsync("own", Alex), await GroupAsync("group", Alex, "sam"));
        await TalkAsync("other", "sam");
        var (mine, theirs) = (await TicketAsync(Alex), await TicketAsync("sam"));
        await Node.DoAsync(theirs.Id, new TicketCommand.Follow(PersonOf(Alex), FollowerKind.Watcher, Actor.Bot));

        var trace = await FindAsync();

        Assert.Equal([(own, true), (group, false)], trace.Conversations.OrderByDescending(c => c.IsTheirs).Select(c => (c.Conversation, c.IsTheirs)));
        Assert.Equal([(mine.Number, true), (theirs.Number, false)], trace.Tickets.OrderByDescending(t => t.IsTheirs).Select(t => (t.Number, t.IsTheirs)));
        Assert.True((await FindAsync("nobody-at-all")).IsEmpty);
        Assert.Single((await FindAsync("sam-id")).Conversations, c => c.IsTheirs);
    }

    [Theory]
    [InlineData("us+er")]
    [InlineData("größe/2&3")]
    [InlineData("29:1AbC-_x/y+z==")]
    public async Task A_users_id_may_hold_what_json_escapes(string user)
    {
        var from = new ChannelAccount { Id = user, Name = "Kim" };
        await SayAsync(new("webchat", "own"), Received("own", "kim", "7345-secret") with { From = from }, Sent("own", "kim", "you said 7345-secret") with { Recipient = from });
        await Node.OpenAsync("7345-secret", order => order with { Person = new PersonId($"webchat/{user}") });
        await CommitAsync([new Write.Put(new("person-talk", "hash"), """{"channel":"webchat","conversation":"own"}"""u8.ToArray()), new Write.Put(new("person-talk", "other"), """{"channel":"webchat","conversation":"owner"}"""u8.ToArray())]);
        var trace = await FindAsync(user);
        Assert.Equal((1, 1), (trace.Conversations.Length, trace.Tickets.Length));

        await ErasureOn(Store).EraseAsync(PersonKey.Of(user)!, trace, "test", Ct);

        Assert.DoesNotContain("7345-secret", await AllTextAsync(), StringComparison.Ordinal);
        Assert.True((await FindAsync(user)).IsEmpty);
        Assert.Equal(["other"], (await Store.ListAsync("person-talk", null, 10, Now, Ct)).Select(d => d.Key.Id));
    }

    [Fact]
    public async Task After_an_erasure_no_byte_of_the_store_tells_of_the_person()
    {
        var own = await TalkAsync("own", Alex, "my badge number is 7345-secret");
        var group = await GroupAsync("group", Alex, "sam");
        var ticket = await TicketAsync(Alex, "7345-secret does not open the door");
        await Node.DoAsync(ticket.Id, new TicketCommand.AddNote(new MessageId("n"), "Alex said 7345-secret", Actor.Of(DeskNode.AgentOf(1))));
        var other = await TicketAsync("sam", "my printer is on fire");
        await Node.DoAsync(other.Id, new TicketCommand.Follow(PersonOf(Alex), FollowerKind.Watcher, Actor.Bot));
        await Node.DoAsync(other.Id, new TicketCommand.Write(new MessageId("m9"), "mine burns too, says Alex Kim", Actor.Of(PersonOf(Alex))));
        var versions = await VersionsAsync();

        var report = await EraseAsync();

        Assert.Equal((1, false), (report.Files, report.Account));
        var all = await AllTextAsync();
        foreach (var text in (string[])[Alex, "7345-secret", "Alex Kim", "alex.png"]) Assert.DoesNotContain(text, all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("my printer is on fire", all, StringComparison.Ordinal);
        Assert.Contains("sam says hello", all, StringComparison.Ordinal);
        Assert.Contains("a vote counts", await VotesAsync(own), StringComparison.Ordinal);
        Assert.Equal(versions, (await VersionsAsync()).Take(versions.Count));
        Assert.Equal(4, await Store.GetStreamVersionAsync(group.Stream, Ct));
        Assert.True((await FindAsync()).IsEmpty);
    }

    [Fact]
    public async Task An_erasure_done_twice_or_broken_off_and_done_again_ends_the_same()
    {
        await TalkAsync("own", Alex, [.. Enumerable.Range(0, 600).Select(i => $"line {i} of 7345-secret")]);
        await TicketAsync(Alex, "7345-secret does not open the door");
        var trace = await FindAsync();
        for (var commits = 0; commits < 4; commits++)
        {
            var breaking = new BreakingStore(Store, commits);
            await Assert.ThrowsAsync<StoreException>(() => ErasureOn(breaking).EraseAsync(AlexKey, trace, "test", Ct));
            trace = await FindAsync();
            Assert.Equal((true, true), (Assert.Single(trace.Conversations).IsTheirs, trace.Tickets.All(t => t.IsTheirs)));
        }

        await EraseAsync();

        Assert.DoesNotContain("7345-secret", await AllTextAsync(), StringComparison.Ordinal);
        var position = await Store.GetFeedPositionAsync(Ct);
        Assert.True((await EraseAsync()).IsEmpty);
        Assert.Equal(position, await Store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_somebody_else_sent_too_stays()
    {
        await TalkAsync("own", Alex);
        var hash = await KeepAsync("the same picture");
        await SayAsync(new("webchat", "own"), Received("own", Alex, "look") with { Attachments = [FileOf("own", hash, "alex.png")] });
        await SayAsync(new("webchat", "other"), Received("other", "sam", "look") with { Attachments = [FileOf("other", hash, "sam.png")] });

        var report = await EraseAsync();

        Assert.Equal(1, report.Files);
        Assert.NotNull(Files.Find(hash));
        Assert.Equal(1, (await ErasureOn(Store).EraseAsync(PersonKey.Of("sam-id")!, await FindAsync("sam-id"), "test", Ct)).Files);
        Assert.Null(Files.Find(hash));
    }

    [Fact]
    public async Task An_archive_holds_everything_of_the_person_and_nothing_of_others()
    {
        await TalkAsync("own", Alex, "my badge number is 7345");
        await GroupAsync("group", Alex, "sam");
        var (mine, other) = (await TicketAsync(Alex, "7345 does not open the door"), await TicketAsync("sam", "my printer is on fire"));
        await Node.DoAsync(other.Id, new TicketCommand.Follow(PersonOf(Alex), FollowerKind.Watcher, Actor.Bot));
        var path = Path.Combine(_blobs.Path, "alex.zip");

        await new PersonExport(Store, Files).WriteAsync(AlexKey, await FindAsync(), path, Now, Ct);

        await using var archive = await ZipFile.OpenReadAsync(path, Ct);
        Assert.Equal(
            ["about.json", "conversations/001.json", "conversations/002-votes.json", "conversations/002.json", $"files/{Hash("picture of own")[..12]}-alex.png", .. new[] { mine.Number, other.Number }.Select(n => $"tickets/{n}.json")],
            archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        var all = "";
        foreach (var entry in archive.Entries) all += await ReadAsync(entry);
        foreach (var text in (string[])["my badge number is 7345", "7345 does not open the door", "a vote counts", "picture of own"]) Assert.Contains(text, all, StringComparison.Ordinal);
        foreach (var text in (string[])["my printer is on fire", "sam says hello"]) Assert.DoesNotContain(text, all, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task An_account_is_found_by_its_address_and_goes_with_its_agents_profile()
    {
        var account = new Account("mia@example.com", "hash", ["agent"], Clock.GetUtcNow()) { Id = Guid.NewGuid(), Name = "Mia Berg", Stamp = "s" };
        Assert.True(await Accounts.TryCreateAsync(account, new("test", "account.create", account.Id.ToString(), "ok"), Ct));
        await Accounts.InviteAsync(account, new("test", "account.invite", account.Id.ToString(), "ok"), Ct);
        await Node.Staff.SetProfileAsync(new AgentId(account.Id), new("Mia Berg", "mia@example.com", [1], [], ["en"], null, null, null, []), "test", Ct);
        var key = PersonKey.Of("Mia@Example.com")!;
        var trace = await new PersonSearch(Store, Accounts).FindAsync(key, Ct);
        Assert.Equal((account.Id, new AgentId(account.Id), 2), (trace.Account!.Account.Id, trace.Agent, trace.Audit.Length));

        var report = await ErasureOn(Store).EraseAsync(key, trace, "test", Ct);

        Assert.Equal((true, 1, 1), (report.Account, report.Staff, report.Documents));
        Assert.Null(await Accounts.FindAsync(account.Id, Ct));
        Assert.Null(await Node.Staff.FindAsync(new AgentId(account.Id), Ct));
        var all = await AllTextAsync();
        Assert.DoesNotContain("mia", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("person.erase", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6F1E0D4C-1111-4C11-8C11-A1E500000001", "tenant/6f1e0d4c-1111-4c11-8c11-a1e500000001", true)]
    [InlineData("6F1E0D4C-1111-4C11-8C11-A1E500000001", "6f1e0d4c-1111-4c11-8c11-a1e500000001", true)]
    [InlineData("dl_abc", "webchat/dl_abc", true)]
    [InlineData("dl_abc", "dl_abc", true)]
    [InlineData("dl_abc", "dl_ABC", false)]
    [InlineData("dl_abc", "webchat/dl_abcd", false)]
    [InlineData("a/b", "webchat/a/b", true)]
    [InlineData("bcd", "webchat/a/bcd", false)]
    [InlineData("abc", "dl_abc", false)]
    [InlineData("alex@example.com", "alex@example.com", false)]
    public void A_ticket_is_a_persons_by_id_alone(string key, string person, bool isTheirs) => Assert.Equal(isTheirs, PersonKey.Of(key)!.Is(new PersonId(person)));

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Alex Kim")]
    [InlineData("alex@")]
    [InlineData("a\"b\"c")]
    public void A_name_is_no_key(string text) => Assert.Null(PersonKey.Of(text));

    private protected PersonErasure ErasureOn(IStore store) => new(store, new AccountBook(store, Clock), new AgentEraser(store, Node.Staff), new StoredFiles(store, _blobs.Path), Clock);

    private protected Task<PersonTrace> FindAsync(string key = Alex) => new PersonSearch(Store, Accounts).FindAsync(PersonKey.Of(key)!, Ct);

    private async Task<ErasureReport> EraseAsync() => await ErasureOn(Store).EraseAsync(AlexKey, await FindAsync(), "test", Ct);

    private protected static PersonId PersonOf(string person) => new($"{Tenant}/{person}");

    private protected async Task<Ticket> TicketAsync(string person, string said = "my printer shows a paper jam") =>
        await Node.OpenAsync(said, order => order with { Person = PersonOf(person), Text = said, Transcript = new TranscriptReference($"talk of {person}", null) });

    /// <summary>A conversation of one person: joining, what is said, an answer to each, one file, the bot's memory, the way back to the person, a vote.</summary>
    private protected async Task<ConversationId> TalkAsync(string id, string person, params string[] said)
    {
        var conversation = new ConversationId("webchat", id);
        await SayAsync(conversation, Received(id, person, null) with { Type = ActivityTypes.ConversationUpdate, MembersAdded = [AccountOf(person)] });
        foreach (var text in said.DefaultIfEmpty("hello"))
            await SayAsync(conversation, Received(id, person, text), Sent(id, person, $"you said {text}"));
        var hash = await KeepAsync($"picture of {id}");
        await SayAsync(conversation, Received(id, person, "see") with { Attachments = [FileOf(id, hash, $"{(person == Alex ? "alex" : person)}.png")] });
        var record = new ConversationRecord(2, JsonElement.Parse($$"""{"questions":[{"text":"{{said.FirstOrDefault() ?? person}}"}]}"""));
        var reference = new KeptReference(new() { User = AccountOf(person), Conversation = new() { Id = id, TenantId = Tenant }, ServiceUrl = "https://x.example/" }, null);
        await CommitAsync(
        [
            new Write.Put(TurnDocuments.Conversation(conversation), JsonSerializer.SerializeToUtf8Bytes(record, TurnJson.Default.ConversationRecord)),
            .. ReferenceDocuments.Writes(conversation, reference),
            new Write.Append(DeflectionEvents.StreamOf(conversation.ToString()), [DeflectionEvents.ToEvent(new DeflectionFact.Voted("q1", "a vote counts", true, Now))]),
        ]);
        return conversation;
    }

    private async Task<ConversationId> GroupAsync(string id, string one, string two)
    {
        var conversation = new ConversationId("msteams", id);
        await SayAsync(conversation, Received(id, one, $"{one} says hello"), Sent(id, one, $"hello {one}"), Received(id, two, $"{two} says hello"), Sent(id, two, $"hello {two}"));
        return conversation;
    }

    private protected Task SayAsync(ConversationId conversation, params Activity[] activities) => CommitAsync([new Write.Append(conversation.Stream,
        [.. activities.Select(a => ConversationEvents.Create(a.From?.Role == "bot" ? ConversationEvents.Sent : ConversationEvents.Received, a, Now))])]);

    private protected async Task CommitAsync(Write[] writes) => Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(new Commit(Now) { Writes = [.. writes] }, Ct));

    private static ChannelAccount AccountOf(string person) => person == Alex
        ? new() { Id = "29:alex", Name = "Alex Kim", AadObjectId = Alex }
        : new() { Id = $"{person}-id", Name = person };

    private static readonly ChannelAccount Bot = new() { Id = "bot", Name = "IT Help", Role = "bot" };

    private protected static Activity Received(string id, string person, string? text) => new()
    {
        Type = ActivityTypes.Message, Id = Guid.NewGuid().ToString("N"), ChannelId = "webchat", From = AccountOf(person), Recipient = Bot, Conversation = new() { Id = id }, Text = text,
    };

    private static Activity Sent(string id, string person, string text) => Received(id, person, text) with { From = Bot, Recipient = AccountOf(person) };

    private static Attachment FileOf(string id, string hash, string name) =>
        new() { ContentType = "image/png", Name = name, ContentUrl = $"http://localhost/attachments/{id}/{hash}/{name}?k=1&s=2" };

    private async Task<string> KeepAsync(string content)
    {
        var hash = Hash(content);
        Directory.CreateDirectory(Path.Combine(_blobs.Path, hash[..2]));
        await File.WriteAllTextAsync(Path.Combine(_blobs.Path, hash[..2], hash), content, Ct);
        return hash;
    }

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private async Task<IReadOnlyList<(StreamId, long, string)>> VersionsAsync() => [.. (await Store.ReadFeedAsync(0, int.MaxValue, Ct)).Select(e => (e.Stream, e.Version, e.Type))];

    private async Task<string> VotesAsync(ConversationId conversation) =>
        string.Concat((await Store.ReadStreamAsync(DeflectionEvents.StreamOf(conversation.ToString()), 0, 10, Ct)).Select(e => Encoding.UTF8.GetString(e.Json.Span)));

    /// <summary>Every event and document there is.</summary>
    private protected async Task<string> AllTextAsync()
    {
        var text = new StringBuilder();
        foreach (var stored in await Store.ReadFeedAsync(0, int.MaxValue, Ct)) text.AppendLine(Encoding.UTF8.GetString(stored.Json.Span));
        await using var snapshot = await ((HelpDesk.Storage.Backup.ICopyableStore)Store).SnapshotAsync(Ct);
        await foreach (var document in snapshot.DocumentsAsync(Ct)) text.Append(document.Key.Id).AppendLine(Encoding.UTF8.GetString(document.Json.Span));
        return text.ToString();
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(Ct));
        return await reader.ReadToEndAsync(Ct);
    }
}
