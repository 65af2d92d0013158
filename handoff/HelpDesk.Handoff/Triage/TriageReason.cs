using System.Globalization;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage.Learning;
using NodaTime;

namespace HelpDesk.Handoff.Triage;

/// <summary>One step of a triage decision, as data; in English words by <see cref="object.ToString"/>.</summary>
public abstract record TriageReason
{
    private TriageReason() { }

    /// <param name="Words">The words of the text that made it apply.</param>
    /// <param name="Decides">What it says, such as <c>category security</c>.</param>
    public sealed record Rule(string Id, string Words, string Decides) : TriageReason
    {
        public override string ToString() => $"The rule '{Id}' found \"{Words}\": {Decides}.";
    }

    public sealed record Learned(CategoryId Category, double Confidence, IReadOnlyList<WordWeight> Words) : TriageReason
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"It reads like {Category} ({Confidence:P0} sure), mostly for: {string.Join(", ", Words.Select(w => w.Word))}.");
    }

    /// <param name="Nearest">The likeliest; null when not a word was known.</param>
    public sealed record Unsure(Guess? Nearest, double Needed) : TriageReason
    {
        public override string ToString() => Nearest is null
            ? "No word of it is known, so no category."
            : string.Create(CultureInfo.InvariantCulture, $"It may be {Nearest.Label}, but {Nearest.Confidence:P0} is less than the {Needed:P0} that are needed.");
    }

    public sealed record FromMatrix(Impact Impact, Urgency Urgency, Priority Priority) : TriageReason
    {
        public override string ToString() => $"Impact {Impact.ToString().ToLowerInvariant()} and urgency {Urgency.ToString().ToLowerInvariant()} make {Priority}.";
    }

    public sealed record Raised(Priority From, Priority To, string RuleId) : TriageReason
    {
        public override string ToString() => $"The rule '{RuleId}' makes it {To} instead of {From}.";
    }

    public sealed record Overridden(AgentId By, CategoryId? FromCategory, Priority FromPriority, string Why, Instant At) : TriageReason
    {
        public override string ToString() => $"Changed by a person (before: {FromCategory?.Value ?? "no category"}, {FromPriority}): {Why}";
    }
}
