using HelpDesk.Handoff.Policy;

namespace HelpDesk.Tests.Handoff.Policy;

/// <summary>A small valid policy that tests bend one line at a time.</summary>
internal static class TestPolicy
{
    public static DeskPolicy Policy { get; } = Assert.IsType<PolicyResult.Valid>(PolicyReader.Read(Files())).Policy;

    /// <summary>The files with one text in one of them replaced; fails where the text is not there, so that no test bends nothing.</summary>
    public static Dictionary<string, string> With(string file, string old, string @new)
    {
        var files = Files();
        Assert.Contains(old, files[file], StringComparison.Ordinal);
        files[file] = files[file].Replace(old, @new, StringComparison.Ordinal);
        return files;
    }

    public static Dictionary<string, string> Files() => new(StringComparer.Ordinal)
    {
        ["desk.yaml"] = """
            name: Test desk
            zone: Europe/Berlin
            languages: [en]
            defaultQueue: first
            numbers: { incident: INC, request: REQ, problem: PRB }
            reopen: 7 d
            autoClose: 3 d
            resolutions:
              - { code: fixed, title: Fixed }
            emergency:
              onCall: [oncall@example.com]
              say: We know.
            """,
        ["customers.yaml"] = """
            customers:
              - id: acme
                name: Acme
                tenant: 11111111-2222-3333-4444-555555555555
                plan: standard
                zone: Europe/Berlin
                languages: [en]
              - id: big
                name: Big
                plan: enterprise
                zone: Europe/London
                languages: [en]
            """,
        ["categories.yaml"] = """
            categories:
              - id: email
                title: E-mail
                words: [outlook]
                impact: person
                urgency: medium
                route:
                  default: { tier: service-desk, skills: { messaging: 2 } }
                  P1: { tier: technical, skills: { messaging: 4 } }
              - id: network
                title: Network
                words: [wifi]
                impact: person
                urgency: medium
                route:
                  default: { tier: technical }
            """,
        ["skills.yaml"] = """
            skills:
              - { id: messaging, title: Messaging }
            """,
        ["tiers.yaml"] = """
            tiers:
              - { tier: service-desk, title: Service desk }
              - { tier: technical, title: Technical }
              - { tier: specialist, title: Specialists, plans: [enterprise] }
            """,
        ["queues.yaml"] = """
            queues:
              - id: first
                title: First
                tier: service-desk
                pull: true
                relax:
                  - { after: 2 min, by: 1 }
                  - { after: 5 min, by: 5 }
                overflow: { to: second, after: 20 min }
              - { id: second, title: Second, tier: technical }
              - { id: network, title: Network, tier: technical, categories: [network] }
              - { id: third, title: Third, tier: specialist }
            """,
        ["priorities.yaml"] = """
            priorities:
              - { id: P1, title: Critical, meaning: Stopped }
              - { id: P2, title: High, meaning: Major }
              - { id: P3, title: Medium, meaning: One person }
              - { id: P4, title: Low, meaning: How-to }
            matrix:
              company: { low: P3, medium: P2, high: P1, critical: P1 }
              department: { low: P3, medium: P2, high: P2, critical: P1 }
              team: { low: P4, medium: P3, high: P2, critical: P2 }
              person: { low: P4, medium: P3, high: P3, critical: P2 }
            """,
        ["scope.yaml"] = """
            scope:
              - { id: payroll, title: Payroll, words: [payslip], path: Payroll team, say: Payroll helps. }
            """,
        ["vendors.yaml"] = """
            vendors:
              - id: printco
                name: PrintCo
                contact: help@print.example.com
                hours: Mon-Fri
            """,
        ["requests.yaml"] = """
            requests:
              - id: access
                title: Access
                category: email
                fields:
                  - { id: system, label: Which? }
                  - { id: level, label: How?, type: choice, choices: [Read, Change] }
            """,
        ["canned.yaml"] = """
            canned:
              - id: hello
                title: Hello
                text:
                  en: Hi {person}, this is {agent}.
            """,
    };
}
