using System.Diagnostics.Metrics;

namespace HelpDesk.Channels.Connector;

/// <summary>What the outbox is doing, as the meter <c>HelpDesk.Outbox</c>.</summary>
public sealed class OutboxMetrics
{
    public const string MeterName = "HelpDesk.Outbox";

    private readonly Counter<long> _sent;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _givenUp;

    public OutboxMetrics(IMeterFactory meters, Deliveries deliveries)
    {
        var meter = meters.Create(MeterName);
        _sent = meter.CreateCounter<long>("helpdesk.outbox.sent", "{activity}", "Activities that a channel took.");
        _retried = meter.CreateCounter<long>("helpdesk.outbox.retried", "{try}", "Tries that failed and will be made again.");
        _givenUp = meter.CreateCounter<long>("helpdesk.outbox.given_up", "{activity}", "Activities that became dead letters.");
        meter.CreateObservableGauge("helpdesk.outbox.waiting", () => deliveries.Count, "{conversation}", "Conversations that have something to deliver.");
    }

    internal void Sent(string channel) => _sent.Add(1, new KeyValuePair<string, object?>("channel", channel));

    internal void Retried(string channel, string why) =>
        _retried.Add(1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("why", why));

    internal void GivenUp(string channel, string reason) =>
        _givenUp.Add(1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("reason", reason));
}
