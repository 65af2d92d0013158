using HelpDesk.Channels.Connector;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class ServiceHostsTests
{
    private readonly ServiceHosts _hosts = new(Options.Create(new OutboxOptions { Parallel = 20 }));
    private int _told;

    [Fact]
    public void A_service_has_half_of_the_workers_at_the_most_and_the_next_is_told_when_one_comes_back()
    {
        Assert.Equal(10, Enter("a", 15));
        Assert.Equal(10, Enter("b", 10));

        _hosts.Leave("a", answered: true);
        Assert.Equal(1, _told);
        Assert.Equal(1, Enter("a", 1));
    }

    [Fact]
    public void A_service_that_keeps_failing_is_only_probed_until_it_answers()
    {
        Enter("a", 10);
        for (var i = 0; i < 10; i++)
            _hosts.Leave("a", answered: false);
        Assert.Equal(4, Enter("a", 20));

        _hosts.Leave("a", answered: true);
        Assert.Equal(7, _told);
    }

    [Fact]
    public void Who_was_told_and_did_not_come_leaves_the_place_to_others()
    {
        Enter("a", 12);
        _hosts.Leave("a", answered: true);
        Assert.Equal(1, _told);

        _hosts.TellWaiting();
        Assert.Equal(2, _told);
    }

    private int Enter(string service, int times) => Enumerable.Range(0, times).Count(_ => _hosts.TryEnter(service, () => _told++));
}
