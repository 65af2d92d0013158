using System.Globalization;
using System.Text;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;

namespace HelpDesk.ChannelHost;

/// <summary>The smallest bot with a memory: counts its messages, says each back with its number, and fails at "poison".</summary>
public sealed class EchoHandler : ITurnHandler
{
    private int _calls;

    /// <summary>How many turns were asked for, failed ones too.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
    {
        Interlocked.Increment(ref _calls);
        return Task.FromResult(turn.Activity switch
        {
            { Type: ActivityTypes.ConversationUpdate } => TurnOutcome.Nothing with { Replies = [Reply.Text("welcome")] },
            { Type: ActivityTypes.Message, Text: "poison" } => throw new InvalidOperationException("This message cannot be dealt with."),
            { Type: ActivityTypes.Message, Text: "bye" } => TurnOutcome.Nothing with { Replies = [Reply.EndOfConversation("completedSuccessfully")] },
            { Type: ActivityTypes.Message } => Echo(turn),
            _ => TurnOutcome.Nothing,
        });
    }

    private static TurnOutcome Echo(Turn turn)
    {
        var count = (turn.State is { } state ? int.Parse(state.Span, CultureInfo.InvariantCulture) : 0) + 1;
        var reply = Reply.Text(string.Create(CultureInfo.InvariantCulture, $"{count}: {turn.Activity.Text}"));
        return new TurnOutcome([reply], Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)), []);
    }
}
