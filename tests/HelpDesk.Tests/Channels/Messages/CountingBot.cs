using System.Globalization;
using System.Text;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>A bot whose every turn leaves a mark: it counts them in the conversation's state, and says the number.</summary>
internal sealed class CountingBot : ITurnHandler
{
    /// <summary>Awaited before each turn.</summary>
    public Func<Turn, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
    {
        await Before(turn).WaitAsync(ct);
        var count = (turn.State is { } state ? int.Parse(state.Span, CultureInfo.InvariantCulture) : 0) + 1;
        var outcome = new TurnOutcome([], Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)), []);
        return turn.Activity switch
        {
            { Type: ActivityTypes.Message } said => outcome with { Replies = [Reply.Text(string.Create(CultureInfo.InvariantCulture, $"{count}: {said.Text ?? said.Value?.GetRawText()}"))] },
            { Type: ActivityTypes.Invoke, Name: "task/fetch" or "adaptiveCard/action" } invoke => outcome with { Invoke = InvokeNotes.Tell(invoke, $"turn {count}") },
            _ => outcome,
        };
    }

    public Task<InvokeAnswer?> LookUpAsync(Activity invoke, CancellationToken ct) => Task.FromResult(invoke.Name switch
    {
        "composeExtension/query" => InvokeNotes.Tell(invoke, "found"),
        "composeExtension/queryLink" => throw new InvalidOperationException("A handler that fails."),
        _ => null,
    });
}
