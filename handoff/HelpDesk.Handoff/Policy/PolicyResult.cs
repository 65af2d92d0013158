using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy;

/// <summary>The policy, or everything that keeps it from being one.</summary>
public abstract record PolicyResult
{
    private PolicyResult() { }

    /// <param name="Warnings">What is valid and yet looks unintended.</param>
    public sealed record Valid(DeskPolicy Policy, Sequence<PolicyError> Warnings) : PolicyResult;

    public sealed record Invalid(Sequence<PolicyError> Errors) : PolicyResult;
}
