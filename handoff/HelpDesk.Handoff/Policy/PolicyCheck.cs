using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy;

/// <summary>What <c>helpdesk policy check</c> says: as lines for people, as JSON for scripts.</summary>
/// <param name="Version">Null where the policy is invalid.</param>
/// <param name="Summary">The last line: what it is, or how many errors.</param>
public sealed record PolicyCheck(bool Valid, string? Version, IReadOnlyList<PolicyError> Errors, IReadOnlyList<PolicyError> Warnings, string Summary)
{
    /// <summary>Of triage's classifier, cross-validated; null where the policy is invalid or was read without its parts.</summary>
    public double? MacroF1 { get; init; }

    public static PolicyCheck Of(PolicyResult result) => result switch
    {
        PolicyResult.Valid valid => new(true, valid.Policy.Version, [], valid.Warnings, Describe(valid.Policy, valid.Warnings.Count)),
        PolicyResult.Invalid invalid => new(false, null, invalid.Errors, [], Counted(invalid.Errors.Count, "error")),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "A result without a report."),
    };

    /// <summary>One line for each finding, <c>file:line: key: problem fix</c>, then the summary.</summary>
    public IEnumerable<string> Lines() =>
        [.. Errors.Select(e => $"error   {e}"), .. Warnings.Select(w => $"warning {w}"), Summary];

    public string ToJson() => JsonSerializer.Serialize(this, PolicyCheckJson.Default.PolicyCheck);

    private static string Describe(DeskPolicy policy, int warnings) =>
        $"Policy {policy.Version} is valid: {Counted(policy.Customers.Count, "customer")}, {Counted(policy.Categories.Count, "category", "categories")}, "
        + $"{Counted(policy.Queues.Count, "queue")}, {Counted(policy.Vendors.Count, "vendor")}, {Counted(warnings, "warning")}.";

    private static string Counted(int count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(PolicyCheck))]
internal sealed partial class PolicyCheckJson : JsonSerializerContext;
