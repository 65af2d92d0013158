using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Connector.Pacing;
using HelpDesk.Channels.Turns;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Connector.Pacing;

public sealed class PaceTests
{
    private readonly TestClock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new(_clock, Options.Create(new OutboxOptions()));

    [Fact]
    public void The_eighth_message_of_a_second_waits_for_the_next_but_one()
    {
        for (var i = 0; i < 7; i++)
            Assert.Equal(Room.Now, _pace.Take(Teams("one"), In("tenant")));

        Assert.Equal(new Room(false, TimeSpan.FromSeconds(1)), _pace.Take(Teams("one"), In("tenant")));
        Assert.Equal(Room.Now, _pace.Take(Teams("two"), In("tenant")));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Room.Now, _pace.Take(Teams("one"), In("tenant")));
        Assert.Equal(new Room(false, TimeSpan.FromSeconds(1)), _pace.Take(Teams("one"), In("tenant")));
    }

    [Fact]
    public void A_busy_tenant_lines_its_conversations_up_and_leaves_other_tenants_alone()
    {
        var rooms = Enumerable.Range(0, 120).Select(i => _pace.Take(Teams($"{i}"), In("busy"))).ToArray();

        Assert.All(rooms, room => Assert.True(room.IsTaken));
        Assert.Equal(
            [.. Enumerable.Repeat(0, 50), .. Enumerable.Repeat(1, 50), .. Enumerable.Repeat(2, 20)], rooms.Select(room => (int)room.Wait.TotalSeconds));
        Assert.Equal(Room.Now, _pace.Take(Teams("elsewhere"), In("idle")));
    }

    [Fact]
    public void Channels_that_name_no_limits_have_none()
    {
        var emulator = new ConversationId(ChannelIds.Emulator, "one");
        for (var i = 0; i < 1_000; i++)
            Assert.Equal(Room.Now, _pace.Take(emulator, In("tenant")));
    }

    [Fact]
    public void What_may_be_left_out_never_takes_the_last_room()
    {
        for (var i = 0; i < 6; i++)
            Assert.True(_pace.TryTakeSpare(Teams("one"), In("tenant")));
        Assert.False(_pace.TryTakeSpare(Teams("one"), In("tenant")));
        Assert.Equal(Room.Now, _pace.Take(Teams("one"), In("tenant")));
    }

    [Fact]
    public void Forgetting_changes_no_answer()
    {
        for (var i = 0; i < 7; i++)
            _pace.Take(Teams("one"), In("tenant"));
        _clock.Advance(TimeSpan.FromMinutes(59));
        _pace.Forget();
        for (var i = 0; i < 7; i++)
            Assert.Equal(Room.Now, _pace.Take(Teams("one"), In("tenant")));
        Assert.False(_pace.Take(Teams("one"), In("tenant")).IsTaken);
        _clock.Advance(TimeSpan.FromHours(1));
        _pace.Forget();
        Assert.Equal(Room.Now, _pace.Take(Teams("one"), In("tenant")));
    }

    private static ConversationId Teams(string id) => new(ChannelIds.Teams, id);

    private static Activity In(string tenant) => new() { Conversation = new() { TenantId = tenant } };
}
