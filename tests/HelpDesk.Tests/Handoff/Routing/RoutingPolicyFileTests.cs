using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Files;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Handoff.Triage;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Routing;

public sealed class RoutingPolicyFileTests
{
    [Fact]
    public void The_file_of_the_repository_says_the_seed_values()
    {
        var errors = new List<FileError>();

        var policy = RoutingPolicyFile.Read("routing.yaml", PolicyFiles.Text("routing.yaml"), errors);

        Assert.Empty(errors);
        Assert.Equal(RoutingPolicy.Default.Relax, policy.Relax);
        Assert.Equal(RoutingPolicy.Default.OverflowAfter, policy.OverflowAfter);
        Assert.Equal(40, policy.OverflowLength[Tier.ServiceDesk]);
        Assert.Equal(
            RoutingPolicy.Default,
            policy with { Relax = RoutingPolicy.Default.Relax, OverflowAfter = RoutingPolicy.Default.OverflowAfter, OverflowLength = RoutingPolicy.Default.OverflowLength });
    }

    [Fact]
    public void Every_error_is_found_at_once_and_the_rest_is_read()
    {
        var errors = new List<FileError>();

        var policy = RoutingPolicyFile.Read(
            "routing.yaml",
            """
            version: 1
            match: fastest
            silent_after: 5 minutes
            offers: { last: 45s, per_agent: 0, colour: red }
            relax_skills:
              - { after: 8m, levels: 9 }
              - { after: 3m, levels: 1 }
            overflow: { after: { P5: 1m }, longer_than: { tier3: 1 } }
            """,
            errors);

        Assert.Equal(Duration.FromSeconds(45), policy.OfferLasts);
        Assert.Equal(
            ["match", "offers.colour", "offers.per_agent", "overflow.after.P5", "overflow.longer_than.tier3", "relax_skills", "relax_skills[1].levels", "silent_after"],
            errors.Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.All(errors, e => Assert.InRange(e.Line, 2, 8));
    }
}
