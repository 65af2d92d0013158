using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Handoff.Sla.Calendars;

namespace HelpDesk.Handoff.Sla.Evaluation;

/// <summary>A case that came out differently, or could not be run.</summary>
public sealed record SlaEvalFailure(string Id, string Kind, string Reason)
{
    public override string ToString() => $"{Id} ({Kind}): {Reason}";
}

/// <summary>What <c>helpdesk sla eval FILE</c> prints.</summary>
/// <param name="Error">Why the file could not be read at all.</param>
public sealed record SlaEvalReport(int Passed, ImmutableArray<SlaEvalFailure> Failures, string? Error)
{
    public int Failed => Failures.Length + (Error is null ? 0 : 1);

    /// <summary>False means exit code 1.</summary>
    public bool Succeeded => Failed == 0;

    /// <summary>Each failure, and last <c>N passed, N failed</c>.</summary>
    public IEnumerable<string> Lines() =>
        [.. Error is null ? Failures.Select(failure => $"failed {failure}") : [$"error: {Error}"], $"{Passed} passed, {Failed} failed"];
}

/// <summary>Runs a file in the format of <c>sla_cases.json</c> through the very functions that tickets are due by.</summary>
public static class SlaEval
{
    private static readonly JsonDocumentOptions Loose = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static SlaEvalReport Run(string json)
    {
        JsonDocument file;
        try
        {
            file = JsonDocument.Parse(json.TrimStart('\uFEFF'), Loose);
        }
        catch (JsonException broken)
        {
            return Unreadable($"not valid JSON at line {broken.LineNumber + 1}: {broken.Message}");
        }

        using (file)
        {
            if (file.RootElement.ValueKind != JsonValueKind.Object)
                return Unreadable("the file is no JSON object with 'calendars' and 'cases'");
            if (file.RootElement.Get("cases") is not { ValueKind: JsonValueKind.Array } cases)
                return Unreadable("the file has no list 'cases'");
            return Run(cases, file.RootElement.Get("calendars"));
        }
    }

    private static SlaEvalReport Run(JsonElement cases, JsonElement? calendars)
    {
        var known = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal);
        var failures = ImmutableArray.CreateBuilder<SlaEvalFailure>();
        var passed = 0;
        foreach (var (i, json) in cases.EnumerateArray().Index())
        {
            var (id, kind) = (json.Text("id") ?? $"case {i + 1}", json.Text("kind") ?? "");
            try
            {
                if (kind.Length == 0)
                    throw new EvalFormatException("'kind' is missing");
                if (!EvalCase.Knows(kind))
                    throw new EvalFormatException("this kind is unknown");
                if (EvalCase.Run(json, kind, Calendar(json, calendars, known)) is { } reason)
                    failures.Add(new(id, kind, reason));
                else
                    passed++;
            }
            catch (EvalFormatException unreadable)
            {
                failures.Add(new(id, kind, unreadable.Message));
            }
        }

        return new(passed, failures.ToImmutable(), null);
    }

    private static BusinessCalendar Calendar(JsonElement json, JsonElement? calendars, Dictionary<string, BusinessCalendar> known)
    {
        if (json.Get("calendar") is not { } named)
            throw new EvalFormatException("'calendar' is missing");
        if (named.ValueKind != JsonValueKind.String)
            return EvalCalendar.Read("inline", named);
        var name = named.GetString()!;
        if (known.TryGetValue(name, out var calendar))
            return calendar;
        if (calendars is not { } all || all.Get(name) is not { } definition)
            throw new EvalFormatException($"there is no calendar '{name}'");
        return known[name] = EvalCalendar.Read(name, definition);
    }

    private static SlaEvalReport Unreadable(string why) => new(0, [], why);
}
