using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Tickets.TicketView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Talk;

/// <summary>What is said in a ticket: the agent's replies, the person's words, the staff's notes.</summary>
internal static class TalkEndpoints
{
    private const int LongestText = 64_000;
    private const int LongestId = 400;
    private const int MostFiles = 20;

    public static void MapTalk(this IEndpointRouteBuilder tickets)
    {
        tickets.MapGet("/{ticket}/messages", Read).RequireAuthorization(DeskPolicies.ReadTalk).WithName("listMessages")
            .WithSummary("The talk after a version, oldest first; poll or follow the feed for more. Bots do not see notes.");
        tickets.MapPost("/{ticket}/messages", Reply).RequireAuthorization(DeskPolicies.WorkTickets).WithName("reply").WithSummary("The agent answers the person.");
        tickets.MapPost("/{ticket}/person-messages", Write).RequireAuthorization(DeskPolicies.HandOff).WithName("writeAsPerson").WithSummary("A bot passes on what the person wrote.");
        tickets.MapPost("/{ticket}/notes", Note).RequireAuthorization(DeskPolicies.Annotate).WithName("addNote").WithSummary("A note that only the staff sees.");
    }

    private static async Task<Results<Ok<TalkView>, ProblemHttpResult>> Read(string ticket, TicketCall call, long? after, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var seesNotes = !call.Caller.IsBot || call.Caller.Agent is not null;
        var history = await call.Desk.StoredHistoryAsync(found.Ticket.Id, ct);
        var said = history.Where(h => h.Stored.Version > (after ?? 0)).Select(h => MessageView.Of(h.Stored.Version, h.Happened)).OfType<MessageView>();
        return TypedResults.Ok(new TalkView([.. said.Where(m => seesNotes || m.Kind != MessageView.Note)], found.Version));
    }

    private static Answer Reply(string ticket, MessageRequest request, TicketCall call, BlobFolder blobs, CancellationToken ct)
    {
        var fields = new Fields();
        var (id, text, files) = ContentOf(request, blobs, fields);
        return call.DoAsync(ticket, by => new TicketCommand.Reply(id, text, by) { Attachments = files }, fields, ct);
    }

    private static Answer Write(string ticket, MessageRequest request, TicketCall call, BlobFolder blobs, CancellationToken ct)
    {
        var fields = new Fields();
        var (id, text, files) = ContentOf(request, blobs, fields);
        return call.DoForPersonAsync(ticket, request.Person, by => new TicketCommand.Write(id, text, by) { Attachments = files }, fields, ct);
    }

    private static Answer Note(string ticket, MessageRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (id, text) = (IdOf(request, fields), fields.Need("text", request.Text, LongestText));
        return call.DoAsync(ticket, by => new TicketCommand.AddNote(id, text, by), fields, ct);
    }

    private static (MessageId Id, string Text, Sequence<Attachment> Files) ContentOf(MessageRequest request, BlobFolder blobs, Fields fields)
    {
        var files = request.Attachments ?? [];
        if (files.Count > MostFiles) fields.Add("attachments", $"There are {files.Count}.", $"Send at most {MostFiles} with one message.");
        foreach (var file in files.Take(MostFiles))
            if (file.Blob is null || blobs.Find(file.Blob) is null)
                fields.Add("attachments", $"There is no file '{file.Blob}'.", "Upload it first, and use the blob of the answer.");
        var text = files.Count > 0 ? fields.Text("text", request.Text, LongestText) ?? "" : fields.Need("text", request.Text, LongestText);
        return (IdOf(request, fields), text, [.. files.Where(f => f.Blob is not null).Select(f => new Attachment(
            fields.Text("attachments.name", f.Name, 200) ?? "file", fields.Text("attachments.contentType", f.ContentType, 100) ?? BlobFolder.AnyType, f.Blob!))]);
    }

    /// <summary>Given by the channel, it makes a message that is delivered twice one message.</summary>
    private static MessageId IdOf(MessageRequest request, Fields fields) => new(fields.Text("id", request.Id, LongestId) ?? Guid.CreateVersion7().ToString("N"));
}

/// <param name="Id">The channel's id of the message; the same one twice is one message.</param>
/// <param name="Person">Whom a bot speaks for.</param>
public sealed record MessageRequest(string? Id, string? Person, string? Text, IReadOnlyList<AttachmentRef>? Attachments);

/// <param name="Blob">As the upload answered it.</param>
public sealed record AttachmentRef(string? Blob, string? Name, string? ContentType);

/// <param name="Version">Send it as <c>after</c> to read on.</param>
public sealed record TalkView(IReadOnlyList<MessageView> Messages, long Version);

/// <param name="Kind">reply, person or note; edited or taken-back where the message of that id changed, and Text is what it says from now on.</param>
public sealed record MessageView(long Version, string Id, string Kind, Guid? Agent, string? Person, string Text, IReadOnlyList<AttachmentRef> Attachments, DateTimeOffset At)
{
    internal const string Note = "note";

    internal static MessageView? Of(long version, TicketEvent happened) => happened switch
    {
        TicketEvent.Replied e => new(version, e.Message.Value, "reply", e.Agent.Value, null, e.Text, Files(e.Attachments), TicketView.At(e.At)),
        TicketEvent.CustomerWrote e => new(version, e.Message.Value, "person", null, e.Person.Value, e.Text, Files(e.Attachments), TicketView.At(e.At)),
        TicketEvent.Amended e => new(version, e.Message.Value, e.Text is null ? "taken-back" : "edited", e.By.Agent?.Value, e.By.Person?.Value, e.Text ?? "", [], TicketView.At(e.At)),
        TicketEvent.Noted e => new(version, e.Message.Value, Note, e.By.Agent?.Value, null, e.Text, [], TicketView.At(e.At)),
        _ => null,
    };

    private static IReadOnlyList<AttachmentRef> Files(Sequence<Attachment> files) => [.. files.Select(f => new AttachmentRef(f.Blob, f.Name, f.ContentType))];
}
