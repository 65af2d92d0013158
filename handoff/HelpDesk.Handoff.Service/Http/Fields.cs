using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>Reads a request's fields and collects everything that is wrong with them, so that it is told at once.</summary>
internal sealed class Fields
{
    private readonly List<FieldProblem> _wrong = [];

    public ProblemHttpResult? Problem => _wrong.Count == 0 ? null : Problems.Fields(_wrong);

    public void Add(string field, string problem, string fix) => _wrong.Add(new(field, problem, fix));

    /// <summary>A text that must be there; empty where it is not.</summary>
    public string Need(string field, string? text, int most = 500)
    {
        if (string.IsNullOrWhiteSpace(text)) Add(field, "It is missing.", "Write something.");
        return Text(field, text, most) ?? "";
    }

    public string? Text(string field, string? text, int most = 500)
    {
        if (text?.Length > most) Add(field, $"It has {text.Length} characters.", $"Write at most {most}.");
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    public T? Choice<T>(string field, string? name) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        if (Names<T>.TryParse(name, out var value)) return value;
        Add(field, $"'{name}' is none of its values.", $"Use one of {string.Join(", ", Names<T>.All)}.");
        return null;
    }

    public T NeedChoice<T>(string field, string? name) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(name)) Add(field, "It is missing.", $"Use one of {string.Join(", ", Names<T>.All)}.");
        return Choice<T>(field, name) ?? default;
    }

    public Guid? Id(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Guid.TryParse(text, out var id)) return id;
        Add(field, $"'{text}' is no id.", "Use the id as it was given, a GUID.");
        return null;
    }

    public Sequence<SkillNeed> Skills(string field, IReadOnlyList<SkillAsk>? skills)
    {
        if (skills is null) return [];
        if (skills.Any(s => string.IsNullOrWhiteSpace(s?.Skill) || s.Level is < 1 or > 5)) Add(field, "A skill has no name, or a level that is not 1 to 5.", "Write {\"skill\":\"networking\",\"level\":2}.");
        return [.. skills.Where(s => s?.Skill is not null).Select(s => new SkillNeed(new SkillId(s.Skill!), s.Level))];
    }
}

/// <param name="Level">1 to 5.</param>
public sealed record SkillAsk(string? Skill, int Level);
