using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using HelpDesk.Bot.Accounts;
using HelpDesk.Channels.Persons;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Persons;

/// <summary>Everything that the desk holds about a person, as one archive of JSON and the files they sent.</summary>
internal sealed class PersonExport(IStore store, StoredFiles files)
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <summary>Writes the archive; it has its name only when it is whole, and only its owner may read it.</summary>
    public async Task WriteAsync(PersonKey key, PersonTrace trace, string path, Instant now, CancellationToken ct)
    {
        var partial = path + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var file = new FileStream(partial, options))
            await using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
                await FillAsync(archive, key, trace, now, ct);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task FillAsync(ZipArchive archive, PersonKey key, PersonTrace trace, Instant now, CancellationToken ct)
    {
        await WriteAsync(archive, "about.json", json => About(json, key, trace, now), ct);
        if (trace.Account is { } account) await WriteAsync(archive, "account.json", json => Write(json, account.Account), ct);
        if (trace.Agent is { } agent) await EventsAsync(archive, "agent.json", AgentEraser.StreamOf(agent), _ => true, ct);
        if (!trace.Audit.IsEmpty) await EventsAsync(archive, "audit.json", AuditTrail.Stream, e => trace.Audit.Contains(e.Version), ct);
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (talk, i) in trace.Conversations.Select((c, i) => (c, i + 1)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"conversations/{i:D3}");
            await EventsAsync(archive, $"{name}.json", talk.Stream, e => IsAbout(e, key, talk), ct, named);
            await EventsAsync(archive, $"{name}-votes.json", DeflectionEvents.StreamOf(talk.Conversation.ToString()), _ => talk.IsTheirs, ct);
        }
        foreach (var ticket in trace.Tickets)
            await EventsAsync(archive, $"tickets/{ticket.Number}.json", ticket.Stream, e => IsAbout(e, key, ticket), ct, named);
        foreach (var (hash, name) in named)
            await CopyAsync(archive, hash, name, ct);
    }

    private static bool IsAbout(StoredEvent stored, PersonKey key, ConversationTrace talk) =>
        talk.IsTheirs || (ConversationEraser.IsActivity(stored) && PersonSearch.IsAbout(ConversationEvents.Read(stored), key));

    private static bool IsAbout(StoredEvent stored, PersonKey key, TicketTrace ticket) =>
        ticket.IsTheirs || (TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened) && Erasing.PeopleOf(happened).Any(key.Is));

    /// <summary>The events of a stream as they are stored; no entry where none is wanted.</summary>
    private async Task EventsAsync(ZipArchive archive, string name, StreamId stream, Func<StoredEvent, bool> isWanted, CancellationToken ct, Dictionary<string, string>? named = null)
    {
        var events = new List<StoredEvent>();
        await foreach (var stored in store.StreamAsync(stream, ct))
        {
            if (!isWanted(stored)) continue;
            events.Add(stored);
            foreach (var (hash, file) in named is null ? [] : StoredFiles.NamedBy(stored)) named!.TryAdd(hash, file);
        }
        if (events.Count > 0) await WriteAsync(archive, name, json => Write(json, stream, events), ct);
    }

    private async Task CopyAsync(ZipArchive archive, string hash, string name, CancellationToken ct)
    {
        if (files.Find(hash) is not { } file) return;
        // What people call a file may lead anywhere when it is unpacked.
        var safe = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]).TrimStart('.');
        await using var to = await archive.CreateEntry($"files/{hash[..12]}-{safe}").OpenAsync(ct);
        await using var from = file.OpenRead();
        await from.CopyToAsync(to, ct);
    }

    private static async Task WriteAsync(ZipArchive archive, string name, Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, Readable)) write(json);
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(ct);
        await entry.WriteAsync(buffer.WrittenMemory, ct);
    }

    private static void About(Utf8JsonWriter json, PersonKey key, PersonTrace trace, Instant now)
    {
        json.WriteStartObject();
        json.WriteString("person", key.Text);
        json.WriteString("at", now.ToDateTimeOffset());
        json.WriteNumber("conversations", trace.Conversations.Length);
        json.WriteNumber("tickets", trace.Tickets.Length);
        json.WriteBoolean("account", trace.Account is not null);
        json.WriteNumber("auditLines", trace.Audit.Length);
        json.WriteEndObject();
    }

    // Never the password's hash nor the second factor: they are no facts about the person, and whoever holds the archive could use them.
    private static void Write(Utf8JsonWriter json, Account account) => JsonSerializer.Serialize(json, AccountView.Of(account), AccountJson.Default.AccountView);

    private static void Write(Utf8JsonWriter json, StreamId stream, List<StoredEvent> events)
    {
        json.WriteStartObject();
        json.WriteString("stream", stream.Value);
        json.WriteStartArray("events");
        foreach (var stored in events)
        {
            json.WriteStartObject();
            json.WriteNumber("number", stored.Version);
            json.WriteString("type", stored.Type);
            json.WriteString("at", stored.At.ToDateTimeOffset());
            json.WritePropertyName("data");
            JsonElement.Parse(stored.Json.Span).WriteTo(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
