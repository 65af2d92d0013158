using System.Text.Json;

namespace HelpDesk.Bot.Dialogs;

public enum PressKind
{
    Solved, NotSolved, Person, Choose, NoneOfThese, StartGuide, AnswerGuide, Say,

    // About tickets.
    Wait, Aside, CancelTicket, EndChat, Fixed, NotFixed, Rate, Tickets, Details, Comment, Switch,
}

/// <summary>The data of a card's buttons, shared by who writes the cards and who reads the answers.</summary>
public static class PressData
{
    /// <summary>The kind, in what <c>Action.Submit</c> sends; <c>Action.Execute</c> has it as its verb.</summary>
    public const string Do = "do";
    public const string Question = "question";
    public const string Article = "article";
    public const string Node = "node";
    public const string Answer = "answer";
    public const string Text = "text";
    public const string Ticket = "ticket";

    /// <summary>The id of the field in which a rating's comment is typed.</summary>
    public const string Remark = "remark";

    private static readonly (string Name, PressKind Kind)[] Names =
    [
        ("solved", PressKind.Solved), ("not-solved", PressKind.NotSolved), ("person", PressKind.Person),
        ("choose", PressKind.Choose), ("none", PressKind.NoneOfThese), ("guide", PressKind.StartGuide), ("guide-answer", PressKind.AnswerGuide),
        ("say", PressKind.Say),
        ("wait", PressKind.Wait), ("aside", PressKind.Aside), ("cancel-ticket", PressKind.CancelTicket), ("end-chat", PressKind.EndChat),
        ("fixed", PressKind.Fixed), ("not-fixed", PressKind.NotFixed), ("rate", PressKind.Rate), ("tickets", PressKind.Tickets),
        ("details", PressKind.Details), ("comment", PressKind.Comment), ("switch", PressKind.Switch),
    ];

    public static string NameOf(PressKind kind) => Names.First(n => n.Kind == kind).Name;

    public static PressKind? KindOf(string? name)
    {
        foreach (var n in Names)
            if (n.Name == name) return n.Kind;
        return null;
    }

    /// <summary>A press from the value that <c>Action.Submit</c> sends; null where it is none of ours.</summary>
    public static Said.Press? ReadSubmit(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } data ? Read(StringOf(data, Do), data) : null;

    /// <param name="verb">One of our names; null for any other.</param>
    /// <param name="data">Whatever came with it; it has been through a client.</param>
    public static Said.Press? Read(string? verb, JsonElement data)
    {
        if (KindOf(verb) is not { } kind) return null;
        var text = kind switch { PressKind.Say => Hearing.Clean(StringOf(data, Text)), PressKind.Rate => Hearing.Clean(StringOf(data, Remark)), _ => null };
        return kind == PressKind.Say && text is { Length: 0 }
            ? null
            : new Said.Press(kind, StringOf(data, Question), StringOf(data, Article), StringOf(data, Node), IntOf(data, Answer, -1), text) { Ticket = StringOf(data, Ticket) };
    }

    internal static string? StringOf(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var p) && p.ValueKind == JsonValueKind.String ? p.GetString() : null;

    internal static int IntOf(JsonElement data, string name, int otherwise) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var p) && p.ValueKind == JsonValueKind.Number && p.TryGetInt32(out var number) ? number : otherwise;
}
