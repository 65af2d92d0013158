using System.Collections.Immutable;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Dialogs;

/// <summary>What an activity means to the help desk, before anything is known about the conversation.</summary>
public abstract record Said
{
    private Said() { }

    /// <summary>The person came (or the bot was added); <paramref name="FirstName"/> where the channel knows it.</summary>
    public sealed record Joined(string? FirstName) : Said;

    /// <summary>The bot was taken out of the conversation.</summary>
    public sealed record Removed : Said;

    /// <summary>The person wrote something; trimmed, without mentions of the bot, never empty.</summary>
    public sealed record Words(string Text) : Said;

    /// <summary>The bot was mentioned without another word.</summary>
    public sealed record Called : Said;

    /// <summary>The person pressed a button of a card.</summary>
    /// <param name="Node">The guide's node that was answered, <paramref name="Answer"/> the place of its answer, from 0.</param>
    /// <param name="Text">The words that the button stands for, or the comment beside a rating.</param>
    public sealed record Press(PressKind Kind, string? Question, string? Article, string? Node = null, int Answer = -1, string? Text = null) : Said
    {
        /// <summary>The id of the ticket that the button is about; null where it is about none.</summary>
        public string? Ticket { get; init; }

        public static Press Of(PressKind kind, string? ticket) => new(kind, null, null) { Ticket = ticket };
    }

    /// <summary>Files or pictures without a word.</summary>
    public sealed record OnlyFiles : Said;

    /// <summary>A message of the person has other words now. <paramref name="Text"/> may be empty.</summary>
    public sealed record Edited(string Message, string Text) : Said;

    /// <summary>The person took a message back.</summary>
    public sealed record Deleted(string Message) : Said;

    /// <summary>The person brought back a message that was taken back.</summary>
    public sealed record Restored(string Message, string Text) : Said;

    /// <summary>Somebody put a sign on one of the bot's messages, or took one off.</summary>
    /// <param name="Message">The channel's id of that message; null where the channel does not say which.</param>
    /// <param name="By">What it was said with, <see cref="RatedBy"/>.</param>
    public sealed record Marked(string? Message, string By, ImmutableArray<Mark> Marks) : Said;

    /// <summary>The same once it is known what the message was about.</summary>
    public sealed record Rated(string Question, string Article, string By, ImmutableArray<Mark> Marks) : Said;

    /// <summary>Nothing that the bot answers.</summary>
    public sealed record Silence : Said;

    public static Said From(Activity activity) => Hearing.Of(activity);
}

/// <param name="Helpful">A thumb up or a heart; false for a thumb down and the like.</param>
/// <param name="Withdrawn">It was taken back.</param>
public readonly record struct Mark(bool Helpful, bool Withdrawn);

/// <summary>The ways to judge an answer beside its own buttons.</summary>
public static class RatedBy
{
    public const string Reaction = "reaction";
    public const string Feedback = "feedback";
}
