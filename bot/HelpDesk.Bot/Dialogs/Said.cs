using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Dialogs;

/// <summary>What an activity means to the help desk, before anything is known about the conversation.</summary>
public abstract record Said
{
    private Said() { }

    /// <summary>The person came (or the bot was added); <paramref name="FirstName"/> where the channel knows it.</summary>
    public sealed record Joined(string? FirstName) : Said;

    /// <summary>The person wrote something; trimmed, never empty.</summary>
    public sealed record Words(string Text) : Said;

    /// <summary>The person pressed a button of a card.</summary>
    /// <param name="Node">The guide's node that was answered, <paramref name="Answer"/> the place of its answer, from 0.</param>
    public sealed record Press(PressKind Kind, string? Question, string? Article, string? Node = null, int Answer = -1) : Said;

    /// <summary>Files or pictures without a word.</summary>
    public sealed record OnlyFiles : Said;

    /// <summary>Nothing that the bot answers.</summary>
    public sealed record Silence : Said;

    public static Said From(Activity activity) => activity.Type switch
    {
        ActivityTypes.ConversationUpdate => FromMembers(activity),
        ActivityTypes.Message => FromMessage(activity),
        _ => new Silence(),
    };

    private static Said FromMembers(Activity activity)
    {
        var people = activity.MembersAdded ?? [];
        // Channels announce the bot, the person, or both; any of them is the start of the talk. Leaving is not.
        if (people.Count == 0) return new Silence();
        var person = people.FirstOrDefault(m => m.Id != activity.Recipient?.Id);
        return new Joined(FirstNameOf(person?.Name));
    }

    private static Said FromMessage(Activity activity)
    {
        if (TryReadPress(activity.Value, out var press)) return press;
        var text = Clean(activity.Text);
        if (text.Length > 0) return new Words(text);
        return activity.Attachments is { Count: > 0 } ? new OnlyFiles() : new Silence();
    }

    private static bool TryReadPress(JsonElement? value, out Press press)
    {
        press = new Press(PressKind.Person, null, null);
        if (value is not { ValueKind: JsonValueKind.Object } data) return false;
        if (PressData.KindOf(StringOf(data, PressData.Do)) is not { } kind) return false;
        press = new Press(kind, StringOf(data, PressData.Question), StringOf(data, PressData.Article), StringOf(data, PressData.Node), IntOf(data, PressData.Answer));
        return true;
    }

    private static string? StringOf(JsonElement data, string name) =>
        data.TryGetProperty(name, out var p) && p.ValueKind == JsonValueKind.String ? p.GetString() : null;

    private static int IntOf(JsonElement data, string name) =>
        data.TryGetProperty(name, out var p) && p.ValueKind == JsonValueKind.Number && p.TryGetInt32(out var number) ? number : -1;

    /// <summary>Control characters (null bytes too) become spaces: they mean nothing and upset what comes after.</summary>
    private static string Clean(string? text) =>
        text is null ? "" : string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }).Trim();

    private static string? FirstNameOf(string? name)
    {
        var first = name?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return first is { Length: > 0 and <= 40 } && first.All(c => char.IsLetter(c) || c is '-' or '\'' or '’') ? first : null;
    }
}

public enum PressKind { Solved, NotSolved, Person, Choose, NoneOfThese, StartGuide, AnswerGuide }

/// <summary>The data of a card's buttons, shared by who writes the cards and who reads the answers.</summary>
public static class PressData
{
    public const string Do = "do";
    public const string Question = "question";
    public const string Article = "article";
    public const string Node = "node";
    public const string Answer = "answer";

    private static readonly (string Name, PressKind Kind)[] Names =
    [
        ("solved", PressKind.Solved), ("not-solved", PressKind.NotSolved), ("person", PressKind.Person),
        ("choose", PressKind.Choose), ("none", PressKind.NoneOfThese), ("guide", PressKind.StartGuide), ("guide-answer", PressKind.AnswerGuide),
    ];

    public static string NameOf(PressKind kind) => Names.First(n => n.Kind == kind).Name;

    public static PressKind? KindOf(string? name)
    {
        foreach (var n in Names)
            if (n.Name == name) return n.Kind;
        return null;
    }
}
