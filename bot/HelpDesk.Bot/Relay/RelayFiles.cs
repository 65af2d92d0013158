using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Channels.Turns;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Sent = HelpDesk.Handoff.Tickets.Attachment;

namespace HelpDesk.Bot.Relay;

/// <summary>An agent's files as the person's channel takes them: signed addresses of this site.</summary>
internal sealed class RelayFiles(AttachmentLinks links, IServer server, IOptions<DirectLineOptions> options)
{
    /// <param name="shown">Those that the channel shows.</param>
    /// <returns>Words for those that it does not.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(ConversationId place, string agent, IEnumerable<Sent> files, List<Attachment> shown, Texts texts, CancellationToken ct)
    {
        var words = new List<string>();
        foreach (var file in files)
        {
            if (SiteFor(place) is not { } site)
            {
                words.Add(texts.AgentSentFile(agent, file.Name));
                continue;
            }
            var address = await links.SignAsync(site, place.Id, new UploadedFile(file.Blob, file.Name, file.ContentType), ct);
            // Teams shows pictures by their address; other files it takes only from its own store, so they are links.
            if (place.Channel == ChannelIds.WebChat || file.ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
                shown.Add(new() { ContentType = file.ContentType, ContentUrl = address, Name = file.Name });
            else
                words.Add($"{file.Name}: {address}");
        }
        return words;
    }

    // Other channels fetch from outside: without the public address they cannot.
    private string? SiteFor(ConversationId place) =>
        options.Value.PublicUrl ?? (place.Channel == ChannelIds.WebChat ? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') : null);
}
