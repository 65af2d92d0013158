using System.Runtime.CompilerServices;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Policy;

public sealed class ShippedPolicyTests
{
    private static readonly DeskPolicy Shipped = Assert.IsType<PolicyResult.Valid>(PolicyReader.Read(Files())).Policy;

    [Fact]
    public void The_shipped_policy_is_valid_and_without_warnings()
    {
        var check = PolicyCheck.Of(PolicyReader.Read(Files()));
        Assert.Equal((true, 0), (check.Valid, check.Warnings.Count));
        Assert.StartsWith($"Policy {Shipped.Version} is valid: 1 customer, ", check.Lines().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_times_are_the_defaults_that_the_desk_was_designed_with()
    {
        var desk = Shipped.Desk;
        Assert.Equal(
            (Duration.FromDays(7), Duration.FromDays(3), Duration.FromMinutes(5), Duration.FromSeconds(60), Duration.FromSeconds(30), Duration.FromHours(72)),
            (desk.Reopen, desk.AutoClose, desk.SilentAgent, desk.DisconnectGrace, desk.OfferTime, desk.ImplicitSolve));
        Assert.Equal([50, 75, 90], Shipped.WarnAtPercent);
    }

    [Fact]
    public void Every_category_and_priority_leads_to_a_queue_of_its_tier()
    {
        foreach (var category in Shipped.Categories)
        {
            foreach (var priority in Enum.GetValues<Priority>())
                Assert.Equal(Shipped.RouteFor(category.Id, priority).Tier, Shipped.QueueFor(category.Id, priority).Tier);
        }
        Assert.Equal("network", Shipped.QueueFor(new("connectivity"), Priority.P1).Id.Value);
        Assert.Equal("service-desk", Shipped.QueueFor(null, null).Id.Value);
    }

    [Theory]
    [InlineData("phishing")]
    [InlineData("stolen laptop")]
    public void Phishing_and_a_stolen_device_are_P1_on_the_security_path(string words)
    {
        var path = Assert.Single(Shipped.Scope, s => s.Words.Contains(words));
        Assert.Equal((Priority.P1, new QueueId("security")), (path.Priority, path.Queue));
        Assert.Contains("+49 30 5550 100", path.Say, StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_do_has_a_path_of_its_own() =>
        Assert.Superset(new HashSet<string>(["security", "procurement", "facilities", "payroll"]), Shipped.Scope.Select(s => s.Id).ToHashSet());

    [Fact]
    public void Every_canned_reply_is_there_in_both_languages_and_fills_its_variables()
    {
        Assert.All(Shipped.Canned, c => Assert.Equal(["en", "de"], c.Texts.Select(t => t.Language)));
        var hello = Shipped.Canned.First(c => c.Id == "hello").Texts[0].Text;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["person"] = "Alex", ["agent"] = "Mia" };
        Assert.StartsWith("Hi Alex, this is Mia from {desk}.", CannedText.Fill(hello, values), StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_follows_the_content_and_not_the_line_ends()
    {
        var files = Files();
        Assert.Equal(Shipped.Version, PolicyVersion.Of(files.ToDictionary(f => f.Key, f => f.Value.ReplaceLineEndings("\r\n"), StringComparer.Ordinal)));
        files["desk.yaml"] += "# changed\n";
        Assert.NotEqual(Shipped.Version, PolicyVersion.Of(files));
    }

    [Fact]
    public void A_check_prints_every_error_as_a_line_and_as_json()
    {
        var check = PolicyCheck.Of(PolicyReader.Read(TestPolicy.With("desk.yaml", "reopen: 7 d", "reopen: soon")));
        Assert.Equal(
            ["error   desk.yaml:6: reopen: 'soon' is not a length of time. Write it like 30 s, 5 min, 2 h, 3 d or 1 h 30 min.", "1 error"],
            check.Lines());
        Assert.Contains("\"line\": 6", check.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_customer_of_a_talk_is_known_by_its_tenant()
    {
        var policy = TestPolicy.Policy;
        Assert.Equal("acme", policy.CustomerOfTenant(new Guid("11111111-2222-3333-4444-555555555555"))!.Id.Value);
        Assert.Null(policy.CustomerOfTenant(Guid.NewGuid()));
        Assert.Null(policy.CustomerOfTenant(null));
        Assert.Equal("sample", Shipped.CustomerOfTenant(Guid.NewGuid())!.Id.Value);
    }

    private static Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(Folder()).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../handoff/policy"));
}
