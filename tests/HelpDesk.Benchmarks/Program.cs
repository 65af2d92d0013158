using System.CommandLine;
using HelpDesk.Benchmarks.Search;
using HelpDesk.Benchmarks.Storage;

var root = new RootCommand("Measures what the design promises. Build with -c Release; numbers depend on the machine and on what else it does.");
root.Subcommands.Add(SearchCommand.Build());
root.Subcommands.Add(FreshnessBenchmark.Build());
root.Subcommands.Add(StoreCommand());
return await root.Parse(args).InvokeAsync();

static Command StoreCommand()
{
    var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
    var seconds = new Option<int>("--seconds") { Description = "Of each measurement.", DefaultValueFactory = _ => 10 };
    var command = new Command("store", "Durable commits by many writers.") { folder, seconds };
    command.SetAction((parsed, ct) => StoreBenchmark.RunAsync(parsed.GetRequiredValue(folder).FullName, TimeSpan.FromSeconds(parsed.GetValue(seconds)), ct));
    return command;
}
