using System.Diagnostics.Metrics;
using HelpDesk.Channels.Connector;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class MetricsTests
{
    [Fact]
    public async Task What_is_sent_tried_again_given_up_and_waiting_is_counted()
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock);
        var meter = talk.Get<IMeterFactory>().Create(OutboxMetrics.MeterName);
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
                self.EnableMeasurementEvents(instrument);
        };
        void Count(string name, long value)
        {
            lock (counted)
                counted[name] = counted.GetValueOrDefault(name) + value;
        }
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument.Name, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument.Name, value));
        listener.Start();
        talk.Connector.Order(TestConnector.Status(403), TestConnector.Status(503));
        await talk.HearAsync("one", "given up");
        await talk.HearAsync("one", "sent");
        await talk.Connector.NextAsync(2);

        var wait = await clock.WaitAsync(ConnectorTalk.FirstWait / 2, ConnectorTalk.FirstWait);
        listener.RecordObservableInstruments();
        clock.Advance(wait);
        await talk.Connector.NextAsync();
        await talk.UntilQuietAsync("one");

        Assert.Equal(
            [("helpdesk.outbox.given_up", 1L), ("helpdesk.outbox.retried", 1L), ("helpdesk.outbox.sent", 1L), ("helpdesk.outbox.waiting", 1L)],
            counted.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }
}
