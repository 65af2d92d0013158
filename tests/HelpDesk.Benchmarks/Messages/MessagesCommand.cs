using System.CommandLine;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>The subcommand <c>messages</c>: what a turn costs, from the post to the reply.</summary>
internal static class MessagesCommand
{
    public static Command Build()
    {
        var seconds = new Option<int>("--seconds") { Description = "Of each measurement.", DefaultValueFactory = _ => 10 };
        var talks = new Option<int>("--conversations") { Description = "How many talk at once in the durable measurement, each waiting for its reply.", DefaultValueFactory = _ => 128 };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        var command = new Command("messages", "Turns per second through POST /api/messages: durable with a connector reply, and the protocol alone with expectReplies.") { seconds, talks, folder };
        command.SetAction((parsed, ct) => MessagesBenchmark.RunAsync(
            parsed.GetRequiredValue(folder).FullName, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(talks), ct));

        var role = new Argument<string>("role") { Description = "durable or protocol." };
        var data = new Argument<string>("data") { Description = "The store's folder." };
        var metadata = new Argument<string>("metadata") { Description = "Where the signing keys are described." };
        var serve = new Command("serve", "The server that is measured, as a process of its own.") { role, data, metadata };
        serve.Hidden = true;
        serve.SetAction((parsed, ct) => MeasuredServer.RunAsync(parsed.GetRequiredValue(role), parsed.GetRequiredValue(data), parsed.GetRequiredValue(metadata), ct));
        command.Subcommands.Add(serve);
        return command;
    }
}
