using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Triage;

public sealed class DecidingTests
{
    [Theory]
    [InlineData("I clicked on a link in a phishing mail", "security", "security", Priority.P1, "phishing-click")]
    [InlineData("think I put my password into a fake login page", "security", "security", Priority.P1, "phishing-click")]
    [InlineData("My laptop was stolen from the train", "security", "security", Priority.P1, "stolen-device")]
    [InlineData("lost my work phone in a taxi", "security", "security", Priority.P1, "stolen-device")]
    [InlineData("there is a ransom note on my screen", "security", "security", Priority.P1, "ransomware")]
    [InlineData("I got a phishing mail but did not click the link", "security", null, Priority.P3, "phishing-report")]
    [InlineData("my salary is wrong this month", null, "payroll", Priority.P3, "payroll")]
    [InlineData("The coffee machine leaks", null, "facilities", Priority.P3, "facilities")]
    [InlineData("need a quote for 20 new laptops", null, "procurement", Priority.P3, "procurement")]
    [InlineData("cannot print my salary letter, printer offline", "printing", null, Priority.P3, "printing")]
    [InlineData("internet is down for the whole office", "connectivity", null, Priority.P1, "site")]
    [InlineData("Email is down for everyone", "email", null, Priority.P1, "everyone")]
    [InlineData("production line stopped, the label printer is dead", "printing", null, Priority.P1, "production-stopped")]
    [InlineData("our team cannot open the shared drive, urgent", "files-storage", null, Priority.P2, "several")]
    [InlineData("how do I set up an out of office in outlook", "email", null, Priority.P4, "how-to")]
    [InlineData("outlook crashes on start", "email", null, Priority.P3, null)]
    [InlineData("excel keeps crashing, I cannot work at all", "software", null, Priority.P3, "cannot-work")]
    [InlineData("please grant my colleague access to the finance folder", "access-request", null, Priority.P4, null)]
    public void Words_decide_category_path_and_priority(string text, string? category, string? scope, Priority priority, string? rule)
    {
        var decision = Decide(text);

        Assert.Equal(category, decision.Category?.Value);
        Assert.Equal(scope, decision.Scope?.Value);
        Assert.Equal(priority, decision.Priority);
        Assert.Contains(decision.Reasons, r => r is TriageReason.FromMatrix);
        if (rule is not null)
            Assert.Contains(decision.Reasons, r => r is TriageReason.Rule hit && hit.Id == rule);
    }

    [Fact]
    public void A_rule_gives_its_words_and_wins_over_the_classifier()
    {
        var decision = Decide("My laptop was stolen from the train");

        Assert.Equal(1, decision.Confidence);
        var rule = Assert.IsType<TriageReason.Rule>(decision.Reasons[0]);
        Assert.Equal(("stolen-device", "laptop was stolen"), (rule.Id, rule.Words));
        Assert.Equal("The rule 'stolen-device' found \"laptop was stolen\": category security, path security, at least P1.", rule.ToString());
        Assert.Equal(new TriageReason.Raised(Priority.P3, Priority.P1, "stolen-device"), decision.Reasons[^1]);
    }

    [Fact]
    public void A_learned_category_comes_with_its_confidence_and_words()
    {
        var decision = Decide("outlook crashes on start");

        var learned = Assert.IsType<TriageReason.Learned>(decision.Reasons[0]);
        Assert.Equal("outlook", learned.Words[0].Word);
        Assert.Equal(decision.Confidence, learned.Confidence);
        Assert.InRange(decision.Confidence, 0.8, 1);
        Assert.Equal("Impact person and urgency medium make P3.", decision.Reasons[1].ToString());
    }

    [Theory]
    [InlineData("asdf qwertz")]
    [InlineData("salut, ca va?")]
    [InlineData("")]
    public void What_it_does_not_understand_is_unsure_and_still_has_a_priority(string text)
    {
        var decision = Decide(text);

        Assert.False(decision.IsSure);
        Assert.Contains(decision.Reasons, r => r is TriageReason.Unsure);
        Assert.Equal(Priority.P3, decision.Priority);
    }

    [Fact]
    public void A_VIP_counts_one_step_more()
    {
        var plain = Decide("my monitor is black and I have a presentation in 20 minutes");
        var vip = Deciding.Decide(PolicyFiles.Policy, new TriageInput("my monitor is black and I have a presentation in 20 minutes", IsVip: true));

        Assert.Equal((Impact.Person, Urgency.High, Priority.P3), (plain.Impact, plain.Urgency, plain.Priority));
        Assert.Equal((Impact.Team, Urgency.High, Priority.P2), (vip.Impact, vip.Urgency, vip.Priority));
    }

    [Fact]
    public void A_person_can_override_with_a_reason_and_the_old_decision_stays_readable()
    {
        var before = Decide("outlook crashes on start");
        var by = new AgentId(Guid.NewGuid());
        var at = Instant.FromUtc(2026, 3, 2, 9, 0);

        var after = Deciding.Override(before, by, new CategoryId("software"), Priority.P2, "The add-in is the cause", at)!;

        Assert.Equal(("software", Priority.P2, 1.0), (after.Category!.Value.Value, after.Priority, after.Confidence));
        Assert.Equal(new TriageReason.Overridden(by, new CategoryId("email"), Priority.P3, "The add-in is the cause", at), after.Reasons[^1]);
        Assert.Null(Deciding.Override(before, by, null, Priority.P1, " ", at));
    }

    [Fact]
    public void The_matrix_is_the_policys()
    {
        var strict = PolicyFiles.Policy with { Matrix = (_, _) => Priority.P2 };

        Assert.Equal(Priority.P2, Deciding.Decide(strict, new TriageInput("how do I print")).Priority);
        Assert.Equal(Priority.P1, Deciding.Decide(strict, new TriageInput("my laptop was stolen")).Priority);
    }

    [Fact]
    public void A_huge_hostile_text_is_decided_all_the_same()
    {
        var decision = Decide(string.Concat(Enumerable.Repeat("clicked link clicked \ud83d\ude00 \0 ", 200_000)));

        Assert.NotEmpty(decision.Reasons);
    }

    private static TriageDecision Decide(string text) => Deciding.Decide(PolicyFiles.Policy, new TriageInput(text));
}
