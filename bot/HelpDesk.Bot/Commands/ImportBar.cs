using HelpDesk.Knowledge.Articles.Import;
using Spectre.Console;

namespace HelpDesk.Bot.Commands;

/// <summary>A progress bar on standard error, so that what a command prints can be piped.</summary>
internal static class ImportBar
{
    public static async Task<ImportResult> ShowAsync(Func<IProgress<ImportProgress>, Task<ImportResult>> import)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context => await import(new Bar(context)));
    }

    private sealed class Bar(ProgressContext context) : IProgress<ImportProgress>
    {
        private readonly Dictionary<ImportPhase, ProgressTask> _tasks = [];

        public void Report(ImportProgress value)
        {
            if (!_tasks.TryGetValue(value.Phase, out var task))
                _tasks[value.Phase] = task = context.AddTask(value.Phase == ImportPhase.Reading ? "Reading files" : "Storing articles", maxValue: Math.Max(1, value.Total));
            task.Value = value.Done;
        }
    }
}
