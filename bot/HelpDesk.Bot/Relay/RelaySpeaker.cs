using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using Attachment = HelpDesk.Channels.Activities.Attachment;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Relay;

/// <summary>Puts events of one talk into activities, in their order.</summary>
internal sealed class RelaySpeaker(RelayView view, Surface surface, TalkLink link, ConversationId place, RelayFiles files)
{
    private readonly List<(Activity Activity, string? Message)> _said = [];
    private string? _hint;

    public void Say(params IEnumerable<Reply> replies) => _said.AddRange(replies.Select(r => (ReplyActivity.Render(r, surface, view.Texts), (string?)null)));

    public async Task TellAsync(TicketEvent happened, CancellationToken ct)
    {
        switch (happened)
        {
            case TicketEvent.Replied e: await ReplyAsync(e, ct); break;
            case TicketEvent.Amended { By.IsStaff: true } e: Amend(e); break;
            default: Say(RelayWords.Of(happened, view)); break;
        }
    }

    public RelayedWords Done()
    {
        // Whoever has left the talk is told how to answer, once for all of it.
        if (_hint is not null) Say(new Reply.Choose(view.Texts.AgentHint(_hint), [RelayWords.SwitchTo(_hint, view)]));
        return new RelayedWords([.. _said.Select(s => s.Activity)], [.. _said.Select(s => s.Message)]);
    }

    private async Task ReplyAsync(TicketEvent.Replied e, CancellationToken ct)
    {
        var agent = view.Name(e.Agent);
        var shown = new List<Attachment>();
        var words = await files.OfAsync(place, agent, e.Attachments, shown, view.Texts, ct);
        var text = string.Join("\n", words.Prepend(e.Text).Where(w => w.Length > 0));
        // With several talks at once each message says which one it is of.
        var name = view.Other is null ? agent : view.Texts.AgentPrefix(agent, view.Ticket.Number);
        _said.Add((Fitting.Shortened(text, surface, cut => AgentMessage.Of(name, cut, shown)), e.Message.Value));
        if (view.IsAside) _hint = agent;
    }

    private void Amend(TicketEvent.Amended e)
    {
        var agent = view.Name(e.By.Agent);
        // Where the channel cannot change what it shows, a line says it; so too where nobody knows any more which activity it was.
        if (place.Channel == ChannelIds.WebChat || link.SentAs(e.Message) is not { } sent || sent.Conversation != place.Id)
            Say(new Reply.Say(e.Text is { } text ? view.Texts.AgentEdited(agent, text) : view.Texts.AgentTookBack(agent)));
        else if (e.Text is { } words)
            _said.Add((AgentMessage.Of(agent, words, []) with { Type = ActivityTypes.MessageUpdate, Id = sent.Activity }, null));
        else
            _said.Add((new Activity { Type = ActivityTypes.MessageDelete, Id = sent.Activity }, null));
    }
}
