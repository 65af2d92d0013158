using System.Text.Json.Serialization;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.Bot.Relay;

/// <summary>Whether an agent's words have reached the person's channel.</summary>
internal static class DeliveryEndpoints
{
    private const string Waiting = "waiting";
    private const string Sending = "sending";
    private const string Delivered = "delivered";
    private const string Failed = "failed";

    public static void MapDeliveries(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/tickets/{ticket}/deliveries", ReadAsync).RequireAuthorization(DeskPolicies.ReadTalk).WithTags("Tickets").WithName("listDeliveries")
            .WithSummary("Of the agents' latest replies: waiting for the bot, sending, delivered to the channel, or failed.");

    private static async Task<Results<Ok<DeliveriesView>, NotFound>> ReadAsync(
        string ticket, HttpContext http, TicketDesk desk, TalkLinks links, SentActivities sent, DeadLetters letters, CancellationToken ct)
    {
        var id = Guid.TryParse(ticket, out var known) ? new TicketId(known) : ticket.Length <= 40 ? await desk.FindAsync(ticket, ct) : null;
        if (id is not { } found || await desk.LoadAsync(found, ct) is not { } stored || DeskCaller.Of(http.User)?.MaySee(stored.Ticket.Customer) != true) return TypedResults.NotFound();
        if (await links.FindAsync(found, ct) is not { Link: var link }) return TypedResults.NotFound();
        var views = new List<DeliveryView>();
        foreach (var reply in (await desk.HistoryAsync(found, ct)).OfType<TicketEvent.Replied>().TakeLast(TalkLink.MostSent))
            views.Add(new DeliveryView(reply.Message.Value, await StateAsync(link.SentAs(reply.Message), sent, letters, ct)));
        return TypedResults.Ok(new DeliveriesView(views));
    }

    private static async Task<string> StateAsync(SentReply? reply, SentActivities sent, DeadLetters letters, CancellationToken ct)
    {
        if (reply is null) return Waiting;
        // The web chat reads the conversation itself: what is in it is delivered.
        if (reply.Channel == ChannelIds.WebChat) return Delivered;
        var place = new ConversationId(reply.Channel, reply.Conversation);
        if (await sent.ChannelIdAsync(place, reply.Activity, ct) is not null) return Delivered;
        return await letters.FindOfAsync(place, reply.Activity, ct) is null ? Sending : Failed;
    }
}

public sealed record DeliveriesView(IReadOnlyList<DeliveryView> Messages);

/// <param name="Message">The id under which the ticket has it.</param>
/// <param name="State">waiting, sending, delivered or failed.</param>
public sealed record DeliveryView(string Message, string State);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DeliveriesView))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
