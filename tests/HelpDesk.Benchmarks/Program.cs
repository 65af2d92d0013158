using System.CommandLine;
using HelpDesk.Benchmarks.Desk;
using HelpDesk.Benchmarks.Handoff;
using HelpDesk.Benchmarks.Messages;
using HelpDesk.Benchmarks.Relay;
using HelpDesk.Benchmarks.Search;
using HelpDesk.Benchmarks.Storage;

var root = new RootCommand("Measures what the design promises. Build with -c Release; numbers depend on the machine and on what else it does.");
root.Subcommands.Add(SearchCommand.Build());
root.Subcommands.Add(FreshnessBenchmark.Build());
root.Subcommands.Add(StoreBenchmark.Build());
root.Subcommands.Add(MessagesCommand.Build());
root.Subcommands.Add(SlaCommand());
root.Subcommands.Add(RoutingCommand());
root.Subcommands.Add(TicketsCommand());
root.Subcommands.Add(DeskCommand.Build());
root.Subcommands.Add(ProjectionBenchmark.Build());
root.Subcommands.Add(RelayCommand.Build());
return await root.Parse(args).InvokeAsync();

static Command SlaCommand()
{
    var folder = new Option<DirectoryInfo>("--policy") { Description = "Where sla.yaml and calendars.yaml are.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "policy")) };
    var command = new Command("sla", "All due times of 100,000 open tickets.") { folder };
    command.SetAction((parsed, ct) => SlaBenchmark.RunAsync(parsed.GetRequiredValue(folder).FullName, ct));
    return command;
}

static Command RoutingCommand()
{
    var folder = new Option<DirectoryInfo>("--policy") { Description = "Of the policy whose demands are measured.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "policy")) };
    var command = new Command("routing", "A match with 10,000 waiting tickets and 1,000 agents.") { folder };
    command.SetAction((parsed, ct) => RoutingBenchmark.RunAsync(parsed.GetRequiredValue(folder).FullName, Console.Out, ct));
    return command;
}

static Command TicketsCommand()
{
    var command = new Command("tickets", "The memory of an open ticket.");
    command.SetAction(_ => TicketBenchmark.Run(Console.Out));
    return command;
}
