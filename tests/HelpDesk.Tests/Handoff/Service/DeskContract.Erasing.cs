using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;

namespace HelpDesk.Tests.Handoff.Service;

public abstract partial class DeskContract
{
    [Fact]
    public async Task A_redacted_ticket_is_forgotten_by_every_node_that_remembers_it()
    {
        var ticket = await Node.OpenAsync("my parrot ate the docking station");
        var other = await AnotherAsync();
        await Node.DoAsync(ticket.Id, new TicketCommand.Write(new MessageId("m1"), "the parrot is called Lora", Actor.Of(DeskNode.Alex)));
        foreach (var node in (DeskNode[])[Node, other])
        {
            await node.StepAsync();
            Assert.Equal("my parrot ate the docking station", (await node.ReadAsync(ticket.Id)).Subject);
            Assert.Single((await node.Lists.FindAsync(new TicketQuery { Text = "lora" }, Ct)).Rows);
        }
        var due = Node.Ledger.Find(ticket.Id)!.QueueDue;

        Assert.NotEqual(0, await EraseAsync(ticket.Id));

        foreach (var node in (DeskNode[])[Node, other])
        {
            await node.StepAsync();
            var (read, remembered) = (await node.ReadAsync(ticket.Id), node.Ledger.Find(ticket.Id)!);
            Assert.Equal((Erasing.Words, Erasing.PersonOf(ticket.Id)), (read.Subject, read.Person));
            Assert.Equal(read, remembered.Ticket);
            Assert.Equal(await node.Store.GetStreamVersionAsync(new StreamId(TicketEvents.StreamOf(ticket.Id)), Ct), remembered.Version);
            Assert.Equal(due, remembered.QueueDue);
            Assert.Empty((await node.Lists.FindAsync(new TicketQuery { Text = "lora" }, Ct)).Rows);
            Assert.Empty((await node.Lists.FindAsync(new TicketQuery { Person = DeskNode.Alex }, Ct)).Rows);
            Assert.Single((await node.Lists.FindAsync(new TicketQuery { Text = ticket.Number }, Ct)).Rows);
        }
    }

    [Fact]
    public async Task Work_on_a_redacted_ticket_goes_on_and_brings_nothing_back()
    {
        var agent = await Node.ArriveAsync(1, 1);
        var ticket = await Node.OpenAsync("my parrot ate the docking station");
        await Node.StepAsync();
        await EraseAsync(ticket.Id);

        var accepted = await Node.DoAsync(ticket.Id, new TicketCommand.Accept(Actor.Of(agent)));

        Assert.Equal((TicketStatus.Assigned, Erasing.Words), (accepted.Status, accepted.Subject));
        Assert.Equal(Erasing.Words, (await Node.ReadAsync(ticket.Id)).Subject);
        await Node.StepAsync();
        Assert.Equal(agent, Node.Ledger.Find(ticket.Id)!.Ticket.Agent);
    }

    [Fact]
    public async Task Erasing_what_is_erased_changes_nothing()
    {
        var ticket = await Node.OpenAsync();
        Assert.NotEqual(0, await EraseAsync(ticket.Id));
        var position = await Node.Store.GetFeedPositionAsync(Ct);
        Assert.Equal(0, await EraseAsync(ticket.Id));
        Assert.Equal(position, await Node.Store.GetFeedPositionAsync(Ct));
    }

    private async Task<long?> EraseAsync(TicketId ticket) => await Node.Store.RedactAsync(
        new StreamId(TicketEvents.StreamOf(ticket)), stored => TicketEraser.Without(stored, p => p == DeskNode.Alex), new(Node.Now) { Told = TicketEraser.Told(Node.Now) }, Ct);
}
