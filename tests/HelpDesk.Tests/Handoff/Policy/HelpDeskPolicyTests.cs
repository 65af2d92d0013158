using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Policy;

public sealed class HelpDeskPolicyTests
{
    [Fact]
    public void The_shipped_policy_is_valid_as_a_whole_and_tells_its_categories_apart()
    {
        Assert.Empty(ShippedFiles.Check.Errors);
        Assert.Empty(ShippedFiles.Check.Warnings);
        Assert.True(ShippedFiles.Check.MacroF1 >= HelpDeskPolicy.GoodMacroF1);
        Assert.Contains("cross-validated macro-F1 0.", ShippedFiles.Check.Lines().Last(), StringComparison.Ordinal);
        Assert.Contains(ShippedFiles.Policy.Version, ShippedFiles.Check.Lines().Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customers.yaml", "plan: standard", "plan: standrd", "customers[1].plan", "Did you mean 'standard'?")]
    [InlineData("sla.yaml", "hours: extended", "hours: extendet", "plans.standard.hours", "Name a calendar of calendars.yaml")]
    [InlineData("sla.yaml", "  print-service:", "  print-servise:", "vendors.print-servise", "Use the vendor's id")]
    [InlineData("sla.yaml", "zone: Europe/Berlin", "zone: Europe/Paris", "zone", "Write 'zone: Europe/Berlin'")]
    [InlineData("triage.tsv", "password-account\tforgot my password again", "pasword-account\tforgot my password again", "pasword-account", "Did you mean 'password-account'?")]
    [InlineData("triage-rules.yaml", "scope: payroll", "scope: payrol", "rules[8].scope", "Known: development, facilities")]
    [InlineData("triage-rules.yaml", "category: printing", "category: printers", "rules[13].category", "Known: access-request")]
    public void Names_are_checked_across_files(string file, string old, string @new, string key, string fix)
    {
        var files = ShippedFiles.All();
        Assert.Contains(old, files[file], StringComparison.Ordinal);
        files[file] = files[file].Replace(old, @new, StringComparison.Ordinal);

        var error = Assert.Single(HelpDeskPolicy.Read(files).Check.Errors, e => e.Key == key && e.Fix.Contains(fix, StringComparison.Ordinal));
        Assert.Contains(@new.Split(' ', '\t', ':')[^1].Trim(), files[error.File].Split('\n')[error.Line - 1] + @new, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_all_parts_are_shown_at_once()
    {
        var files = ShippedFiles.All();
        files["desk.yaml"] = files["desk.yaml"].Replace("offer: 30 s", "offer: soon", StringComparison.Ordinal);
        files["sla.yaml"] = files["sla.yaml"].Replace("warn: [50, 75, 90]", "warn: [90, 50]", StringComparison.Ordinal);
        files["triage-rules.yaml"] = files["triage-rules.yaml"].Replace("sure_from: 0.5", "sure_from: much", StringComparison.Ordinal);
        files.Remove("calendars.yaml");

        var check = HelpDeskPolicy.Read(files).Check;

        Assert.Equal(["calendars.yaml", "desk.yaml", "triage-rules.yaml"], check.Errors.Select(e => e.File).Distinct());
        Assert.False(check.Valid);
    }

    [Fact]
    public void Routing_follows_each_queues_own_rules()
    {
        var routing = ShippedFiles.Policy.Routing;
        var (desk, network) = (routing.For(new Demand(Tier.ServiceDesk, queue: new("service-desk"))), routing.For(new Demand(Tier.Technical, queue: new("network"))));

        Assert.Equal((MatchBy.LongestIdle, MatchBy.BestSkill), (desk.MatchBy, network.MatchBy));
        Assert.Equal((Duration.FromMinutes(20), Duration.FromHours(2)), (desk.OverflowAfter[Priority.P3], network.OverflowAfter[Priority.P3]));
        Assert.Equal((40, 20), (desk.OverflowLength[Tier.ServiceDesk], network.OverflowLength[Tier.Technical]));
        Assert.Equal(Duration.FromSeconds(30), routing.OfferLasts);
    }
}
