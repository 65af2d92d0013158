using System.CommandLine;
using HelpDesk.Benchmarks.Desk;
using HelpDesk.Benchmarks.Handoff;
using HelpDesk.Benchmarks.Search;
using HelpDesk.Benchmarks.Storage;

var root = new RootCommand("Measures what the design promises. Build with -c Release; numbers depend on the machine and on what else it does.");
root.Subcommands.Add(SearchCommand.Build());
root.Subcommands.Add(FreshnessBenchmark.Build());
root.Subcommands.Add(StoreCommand());
root.Subcommands.Add(SlaCommand());
root.Subcommands.Add(RoutingCommand());
root.Subcommands.Add(TicketsCommand());
root.Subcommands.Add(DeskCommand.Build());
root.Subcommands.Add(ProjectionBenchmark.Build());
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
    var command = new Command("routing", "A match with 10,000 waiting tickets and 1,000 agents.");
    command.SetAction((_, ct) => RoutingBenchmark.RunAsync(Console.Out, ct));
    return command;
}

static Command TicketsCommand()
{
    var command = new Command("tickets", "The memory of an open ticket.");
    command.SetAction(_ => TicketBenchmark.Run(Console.Out));
    return command;
}

static Command StoreCommand()
{
    var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
    var seconds = new Option<int>("--seconds") { Description = "Of each measurement.", DefaultValueFactory = _ => 10 };
    var command = new Command("store", "Durable commits by many writers.") { folder, seconds };
    command.SetAction((parsed, ct) => StoreBenchmark.RunAsync(parsed.GetRequiredValue(folder).FullName, TimeSpan.FromSeconds(parsed.GetValue(seconds)), ct));
    return command;
}
