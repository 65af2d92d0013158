using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Tests.Handoff.Policy;

/// <summary>Each kind of mistake, made once in a valid policy: the file, line and key that are named, the problem, and the fix.</summary>
public sealed class PolicyErrorTests
{
    [Theory]
    // desk.yaml
    [InlineData("desk.yaml", "name: Test desk", "nmae: Test desk", 1, "nmae", "There is no setting 'nmae' here.", "Did you mean 'name'?")]
    [InlineData("desk.yaml", "name: Test desk", "name: [a]", 1, "name", "A text is expected", "Write 'name: some text'.")]
    [InlineData("desk.yaml", "zone: Europe/Berlin", "zone: Europe/Berln", 2, "zone", "There is no time zone 'Europe/Berln'.", "Did you mean 'Europe/Berlin'?")]
    [InlineData("desk.yaml", "languages: [en]", "languages: [English]", 3, "languages", "'English' is not a language.", "Write languages as en, de or pt-BR.")]
    [InlineData("desk.yaml", "languages: [en]", "languages: en", 3, "languages", "A list of texts is expected here.", "Write 'languages: [one, another]'.")]
    [InlineData("desk.yaml", "defaultQueue: first", "defaultQueue: frist", 4, "defaultQueue", "There is no queue 'frist'.", "Did you mean 'first'?")]
    [InlineData("desk.yaml", "reopen: 7 d", "reopen: 7 days", 6, "reopen", "'7 days' is not a length of time.", "Write it like 30 s, 5 min, 2 h, 3 d or 1 h 30 min.")]
    [InlineData("desk.yaml", "reopen: 7 d", "reopen: 2 d", 6, "reopen", "could no longer be reopened", "at least as long")]
    [InlineData("desk.yaml", "autoClose: 3 d", "autoClose: 3 d\ncapacity: { teams: many }", 8, "capacity.teams", "'many' is not a whole number from 1 to 100.", "Write a number from 1 to 100.")]
    [InlineData("desk.yaml", "autoClose: 3 d", "autoClose: 3 d\ncapacity: { temas: 2 }", 8, "capacity.temas", "There is no setting 'temas' here.", "Did you mean 'teams'?")]
    // customers.yaml
    [InlineData("customers.yaml", "tenant: 11111111-2222-3333-4444-555555555555", "tenant: 1234", 4, "customers[1].tenant", "'1234' is not a tenant id.", "Copy the directory (tenant) id")]
    [InlineData("customers.yaml", "id: big", "id: acme", 8, "customers[2].id", "The customer 'acme' is there twice, first at customers.yaml:2.", "Give each its own id")]
    [InlineData("customers.yaml", "id: big", "id: big one", 8, "customers[2].id", "'big one' is not an id.", "Use letters, digits and hyphens")]
    // categories.yaml
    [InlineData("categories.yaml", "skills: { messaging: 2 }", "skills: { mesaging: 2 }", 8, "categories[1].route.default.skills.mesaging", "There is no skill 'mesaging'.", "Did you mean 'messaging'?")]
    [InlineData("categories.yaml", "skills: { messaging: 2 }", "skills: { messaging: 9 }", 8, "categories[1].route.default.skills.messaging", "'9' is not a whole number from 1 to 5.", "Write a number")]
    [InlineData("categories.yaml", "P1: { tier: technical", "P1: { tier: techncal", 9, "categories[1].route.P1.tier", "'techncal' is not one of: service-desk, technical, specialist.", "Did you mean 'technical'?")]
    // tiers.yaml, queues.yaml
    [InlineData("tiers.yaml", "tier: specialist", "tier: technical", 4, "tiers[3].tier", "This tier is there twice.", "Remove one of them.")]
    [InlineData("queues.yaml", "pull: true", "pull: yes", 5, "queues[1].pull", "'yes' is neither true nor false.", "Write true or false.")]
    [InlineData("queues.yaml", "{ after: 5 min, by: 5 }", "{ after: 1 min, by: 5 }", 8, "queues[1].relax[2].after", "Each step must come later", "Put the steps in order.")]
    [InlineData("queues.yaml", "overflow: { to: second, after: 20 min }", "overflow: { to: second }", 9, "queues[1].overflow.to", "Nothing says when tickets overflow.", "Add 'after: 20 min'")]
    [InlineData("queues.yaml", "overflow: { to: second, after", "overflow: { to: first, after", 9, "queues[1].overflow", "which is not the next tier.", "Name a queue of the tier above.")]
    [InlineData("queues.yaml", "categories: [network]", "categories: [netwrok]", 11, "queues[3].categories", "There is no category 'netwrok'.", "Did you mean 'network'?")]
    [InlineData("queues.yaml", "title: Third, tier: specialist", "title: Third, tier: technical", 2, "queues", "The tier 'specialist' has no general queue", "Add a queue of that tier")]
    // priorities.yaml
    [InlineData("priorities.yaml", "company: { low: P3, medium: P2", "company: { low: P1, medium: P2", 7, "matrix.company.low", "A more urgent ticket would be less important.", "the priority must not fall")]
    [InlineData("priorities.yaml", "team: { low: P4, medium: P3", "team: { low: P5, medium: P3", 9, "matrix.team.low", "'P5' is not one of: P1, P2, P3, P4.", "Did you mean")]
    [InlineData("priorities.yaml", "department: { low: P3, medium: P2, high: P2, critical: P1 }", "department: { low: P3, medium: P2, critical: P1 }", 8, "matrix.department.high", "This is missing.", "Add 'high', one of: P1, P2, P3, P4.")]
    [InlineData("priorities.yaml", "  - { id: P4, title: Low, meaning: How-to }", "", 2, "priorities", "P4 is missing.", "Add '- id: P4'")]
    // scope.yaml, vendors.yaml
    [InlineData("scope.yaml", "say: Payroll helps.", "say: Payroll helps., queue: first", 2, "scope[1].queue", "A queue is named, but no priority", "Add 'priority: P1'")]
    [InlineData("scope.yaml", ", say: Payroll helps.", "", 2, "scope[1].say", "This is missing.", "Add 'say: Payroll can help")]
    // requests.yaml, canned.yaml
    [InlineData("requests.yaml", "category: email", "category: emial", 4, "requests[1].category", "There is no category 'emial'.", "Did you mean 'email'?")]
    [InlineData("requests.yaml", "choices: [Read, Change]", "choices: [Read]", 7, "requests[1].fields[2].type", "A choice needs at least two choices.", "Add 'choices: [one, another]'.")]
    [InlineData("requests.yaml", "id: level", "id: system", 6, "requests[1].fields", "The field 'system' is there twice.", "Give each field its own id.")]
    [InlineData("requests.yaml", "label: Which? }", "label: Which?, choices: [A, B] }", 6, "requests[1].fields[1].choices", "Only a choice has choices.", "Write 'type: choice'")]
    [InlineData("canned.yaml", "{person}", "{persno}", 5, "canned[1].text.en", "There is no variable '{persno}'.", "Did you mean 'person'?")]
    [InlineData("canned.yaml", "en: Hi", "Englisch: Hi", 5, "canned[1].text.Englisch", "'Englisch' is not a language.", "Write languages as en")]
    // whole files
    [InlineData("skills.yaml", "skills:", "- skills", 2, "", "This is not valid YAML", "Look at the indentation")]
    [InlineData("canned.yaml", "title: Hello", "title: Hello\n    title: Again", 4, "", "This is not valid YAML: ", "Look at the indentation")]
    public void A_mistake_is_named_with_its_line_and_its_fix(string file, string old, string @new, int line, string key, string problem, string fix)
    {
        var errors = Errors(TestPolicy.With(file, old, @new)).Where(e => e.File == file).ToList();

        var error = Assert.Single(errors, e => e.Problem.Contains(problem, StringComparison.Ordinal));
        Assert.Equal((line, key), (error.Line, error.Key));
        Assert.Contains(fix, error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_of_every_file_is_shown_at_once()
    {
        var files = TestPolicy.With("desk.yaml", "reopen: 7 d", "reopen: soon");
        files["queues.yaml"] = files["queues.yaml"].Replace("pull: true", "pull: maybe", StringComparison.Ordinal);
        files["skills.yaml"] = "skills: [";
        files.Remove("canned.yaml");

        var errors = Errors(files);

        Assert.Equal(["canned.yaml", "desk.yaml", "queues.yaml", "skills.yaml"], errors.Select(e => e.File).Where(f => f != "categories.yaml").Distinct());
        Assert.Equal("The file is missing.", errors.First(e => e.File == "canned.yaml").Problem);
    }

    [Fact]
    public void A_tenant_belongs_to_one_customer()
    {
        var files = TestPolicy.With("customers.yaml", "name: Big", "name: Big\n    tenant: 11111111-2222-3333-4444-555555555555");
        Assert.Equal(("customers[2].tenant", 10), Errors(files).Select(e => (e.Key, e.Line)).Single());
    }

    [Theory]
    [InlineData("", "The file must hold one set")]
    [InlineData("just a text", "The file must hold one set")]
    [InlineData("a: 1\n---\nb: 2", "The file must hold one set")]
    public void A_file_that_holds_no_settings_is_an_error(string text, string problem)
    {
        var files = TestPolicy.Files();
        files["scope.yaml"] = text;
        Assert.Contains(problem, Assert.Single(Errors(files)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_nobody_reads_is_named_with_the_one_that_was_meant()
    {
        var files = TestPolicy.Files();
        files["vendor.yaml"] = "vendors: []";
        files["triage-words.yaml"] = "anything";
        files["holidays.ics"] = "BEGIN:VCALENDAR";
        files["sla.yaml"] = "plans: []";

        var error = Assert.Single(Errors(files));

        Assert.Equal(("vendor.yaml", "Did you mean 'vendors.yaml'?"), (error.File, error.Fix));
    }

    [Fact]
    public void Plans_are_checked_against_the_part_that_defines_them()
    {
        static PolicyPart Sla(IReadOnlyDictionary<string, string> files, DeskPolicy read) => new([]) { Plans = [new("standard")] };
        var errors = Assert.IsType<PolicyResult.Invalid>(PolicyReader.Read(TestPolicy.Files(), Sla)).Errors;

        Assert.Equal(
            [("customers.yaml", 10, "customers[2].plan"), ("tiers.yaml", 4, "tiers[3].plans")],
            errors.Select(e => (e.File, e.Line, e.Key)));
    }

    [Fact]
    public void The_errors_of_a_part_are_shown_with_the_others()
    {
        var part = new PolicyError("sla.yaml", 7, "plans[1].P1", "Response is longer than resolution.", "Swap them.");
        var errors = Assert.IsType<PolicyResult.Invalid>(PolicyReader.Read(TestPolicy.With("desk.yaml", "reopen: 7 d", "reopen: x"), (_, _) => new([part]))).Errors;
        Assert.Equal(["desk.yaml", "sla.yaml"], errors.Select(e => e.File));
    }

    private static Sequence<PolicyError> Errors(Dictionary<string, string> files) => Assert.IsType<PolicyResult.Invalid>(PolicyReader.Read(files)).Errors;
}
