using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Tickets;
using Attachment = HelpDesk.Channels.Activities.Attachment;
using Blobs = HelpDesk.Handoff.Service.Talk.BlobFolder;
using Kept = HelpDesk.Handoff.Tickets.Attachment;

namespace HelpDesk.Bot.Handoffs;

/// <param name="Problems">What the person is told of the others.</param>
internal sealed record TakenFiles(Sequence<Kept> Files, ImmutableArray<string> Problems);

/// <summary>
/// Brings the files of a message into the ticket. The web chat's are here already; Teams names an address. What cannot be had is told to the person:
/// nobody shall think that an agent has seen it.
/// </summary>
internal sealed class PersonFiles(AttachmentLinks links, Blobs blobs, IConnectorTokens tokens, IHttpClientFactory clients, HandoffOptions options)
{
    public const string HttpName = "person-files";
    private const string TeamsFile = "application/vnd.microsoft.teams.file.download.info";
    private const int BytesPerMegabyte = 1024 * 1024;

    // Where Teams keeps what people send: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
    private static readonly ImmutableArray<string> Hosts = [".sharepoint.com", ".sharepoint.us", ".svc.ms"];

    public async Task<TakenFiles> TakeAsync(Channels.Turns.Turn turn, Texts texts, CancellationToken ct)
    {
        var (files, problems) = (new List<Kept>(), new List<string>());
        foreach (var attachment in (turn.Activity.Attachments ?? []).OfType<Attachment>().Where(IsFile))
        {
            var name = attachment.Name is { Length: > 0 } given ? Cards.Fitting.Cut(given, 100) : "file";
            switch (await TakeAsync(turn, attachment, ct))
            {
                case (null, true): problems.Add(texts.FileTooLarge(name, (options.MaxAttachmentBytes / BytesPerMegabyte).ToString(CultureInfo.InvariantCulture))); break;
                case (null, _): problems.Add(texts.FileUnread(name)); break;
                case ({ } hash, _): files.Add(new Kept(name, TypeOf(attachment), hash)); break;
            }
        }
        return new TakenFiles([.. files], [.. problems]);
    }

    // Teams attaches every message to itself once more as HTML; a card is no file.
    private static bool IsFile(Attachment attachment) =>
        !string.Equals(attachment.ContentType, "text/html", StringComparison.OrdinalIgnoreCase) && (attachment.ContentUrl is { Length: > 0 } || attachment.ContentType == TeamsFile);

    private static string TypeOf(Attachment attachment) => attachment.ContentType is { Length: > 0 and <= 100 } type && type != TeamsFile ? type : "application/octet-stream";

    private async Task<(string? Hash, bool IsTooLarge)> TakeAsync(Channels.Turns.Turn turn, Attachment attachment, CancellationToken ct)
    {
        if (turn.Conversation.Channel == ChannelIds.WebChat)
            return await links.ReadAsync(turn.Conversation.Id, attachment.ContentUrl!, ct) is { } file && blobs.Find(file.Hash) is { } found
                ? found.Length > options.MaxAttachmentBytes ? (null, true) : (file.Hash, false)
                : (null, false);
        var address = attachment.Content is { } content && PressData.StringOf(content, "downloadUrl") is { } download ? download : attachment.ContentUrl;
        return Uri.TryCreate(address, UriKind.Absolute, out var url) ? await FetchAsync(url, turn, ct) : (null, false);
    }

    private async Task<(string? Hash, bool IsTooLarge)> FetchAsync(Uri url, Channels.Turns.Turn turn, CancellationToken ct)
    {
        var isOfService = Uri.TryCreate(turn.Activity.ServiceUrl, UriKind.Absolute, out var service) && service.Authority == url.Authority && service.Scheme == url.Scheme;
        if (!isOfService && !(url.Scheme == Uri.UriSchemeHttps && Hosts.Any(h => url.Host.EndsWith(h, StringComparison.OrdinalIgnoreCase)))) return (null, false);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        // Only the service itself gets the bot's token; a file's address carries its own leave.
        if (isOfService && await tokens.AccessAsync(turn.Activity.ServiceUrl!, turn.Conversation, false, ct) is ServiceAccess.Bearer { Token: var token })
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await clients.CreateClient(HttpName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode) return (null, false);
            if (response.Content.Headers.ContentLength > options.MaxAttachmentBytes) return (null, true);
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            return await blobs.KeepAsync(stream, ct) is { } kept ? (kept.Hash, false) : (null, true);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException || (gone is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, false);
        }
    }
}
