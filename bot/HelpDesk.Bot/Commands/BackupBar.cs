using HelpDesk.Storage.Backup;
using Spectre.Console;

namespace HelpDesk.Bot.Commands;

/// <summary>A progress bar on standard error, so that what a command prints can be piped.</summary>
internal static class BackupBar
{
    public static async Task<BackupProof> ShowAsync(Func<IProgress<BackupProgress>, Task<BackupProof>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context => await work(new Bar(context)));
    }

    private sealed class Bar(ProgressContext context) : IProgress<BackupProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(BackupProgress value)
        {
            if (!_tasks.TryGetValue(value.Step, out var task)) _tasks[value.Step] = task = context.AddTask(value.Step);
            task.IsIndeterminate = value.Total == 0 && value.Done > 0;
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Total == 0 && value.Done == 0 ? 1 : value.Done;
        }
    }
}
