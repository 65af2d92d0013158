using System.CommandLine;

namespace HelpDesk.Benchmarks.Relay;

/// <summary><c>relay</c>: people and agents in live chats, through turns, desk, feed and outbox of one process on a durable store.</summary>
internal static class RelayCommand
{
    public static Command Build()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        var chats = new Option<int>("--chats") { Description = "Live at once.", DefaultValueFactory = _ => 2000 };
        var seconds = new Option<int>("--seconds") { Description = "Of talking.", DefaultValueFactory = _ => 30 };
        var every = new Option<double>("--every") { Description = "Seconds from one message of a side to its next, in each chat.", DefaultValueFactory = _ => 20 };
        var command = new Command("relay", "Agent to person and person to agent in 2,000 live chats: how long it takes, what is lost, what a chat costs in memory.") { folder, chats, seconds, every };
        command.SetAction((parsed, ct) => RelayLoad.RunAsync(
            parsed.GetRequiredValue(folder).FullName, parsed.GetValue(chats), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(every), Console.Out, ct));
        return command;
    }
}
