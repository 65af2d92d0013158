using HelpDesk.Handoff.Service.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>Every endpoint with every role: allowed, refused, signed out, another desk, another customer's ticket.</summary>
public sealed class AccessTests
{
    /// <summary>Who may, as a row of A(gent) L(ead) W(author) D(admin) U(auditor) B(ot key) S(cript key) F(eed key) H(ook key).</summary>
    internal static readonly (string Method, string Path, string Who)[] Table =
    [
        ("POST", "/v1/handoffs/", "B"), ("GET", "/v1/handoffs/{ticket}", "B"),
        ("POST", "/v1/tickets/", "ALS"), ("GET", "/v1/tickets/", "ALDUS"), ("GET", "/v1/tickets/{ticket}", "ALDUS"), ("GET", "/v1/tickets/{ticket}/history", "ALDUS"),
        ("GET", "/v1/tickets/{ticket}/messages", "ALDUBS"), ("POST", "/v1/tickets/{ticket}/messages", "AL"), ("POST", "/v1/tickets/{ticket}/person-messages", "B"),
        ("POST", "/v1/tickets/{ticket}/notes", "ALS"), ("POST", "/v1/tickets/{ticket}/attachments", "ALBS"), ("GET", "/v1/tickets/{ticket}/attachments/{blob}", "ALDUBS"),
        ("POST", "/v1/tickets/{ticket}/accept", "AL"), ("POST", "/v1/tickets/{ticket}/decline", "AL"), ("POST", "/v1/tickets/{ticket}/take-over", "AL"),
        ("POST", "/v1/tickets/{ticket}/transfer", "AL"), ("POST", "/v1/tickets/{ticket}/pause", "AL"), ("POST", "/v1/tickets/{ticket}/resume", "AL"),
        ("POST", "/v1/tickets/{ticket}/priority", "AL"), ("POST", "/v1/tickets/{ticket}/triage", "AL"), ("POST", "/v1/tickets/{ticket}/plan", "L"),
        ("POST", "/v1/tickets/{ticket}/reapply-policy", "L"), ("POST", "/v1/tickets/{ticket}/escalate", "AL"), ("POST", "/v1/tickets/{ticket}/vendor-cases/update", "AL"),
        ("POST", "/v1/tickets/{ticket}/vendor-cases/close", "AL"), ("POST", "/v1/tickets/{ticket}/incident", "AL"), ("POST", "/v1/tickets/{ticket}/root-cause", "AL"),
        ("POST", "/v1/tickets/{ticket}/known-error", "AL"), ("POST", "/v1/tickets/{ticket}/resolve", "AL"), ("POST", "/v1/tickets/{ticket}/confirm", "B"),
        ("POST", "/v1/tickets/{ticket}/reopen", "ALB"), ("POST", "/v1/tickets/{ticket}/close", "AL"), ("POST", "/v1/tickets/{ticket}/cancel", "ALB"),
        ("POST", "/v1/tickets/{ticket}/survey", "B"), ("POST", "/v1/tickets/{ticket}/links", "AL"), ("POST", "/v1/tickets/{ticket}/unlink", "AL"),
        ("POST", "/v1/tickets/{ticket}/merge", "AL"), ("POST", "/v1/tickets/{ticket}/followers", "ALS"), ("POST", "/v1/tickets/{ticket}/unfollow", "ALS"),
        ("GET", "/v1/tickets/{ticket}/explain/due", "ALDUS"), ("GET", "/v1/tickets/{ticket}/explain/priority", "ALDUS"), ("GET", "/v1/tickets/{ticket}/explain/match", "ALDUS"),
        ("GET", "/v1/agents/", "ALDU"), ("GET", "/v1/agents/{agent}", "ALDU"), ("PUT", "/v1/agents/{agent}", "LD"), ("DELETE", "/v1/agents/{agent}", "LD"),
        ("PUT", "/v1/agents/{agent}/shifts", "LD"), ("PUT", "/v1/agents/{agent}/presence", "LD"), ("PUT", "/v1/agents/me/presence", "AL"), ("POST", "/v1/agents/me/contact", "AL"),
        ("POST", "/v1/agents/{agent}/absences", "LD"), ("POST", "/v1/agents/me/absences", "AL"), ("DELETE", "/v1/agents/{agent}/absences", "LD"),
        ("GET", "/v1/queues", "ALDU"), ("GET", "/v1/feed/", "LDUF"), ("GET", "/v1/feed/stream", "LDUF"), ("GET", "/v1/webhooks/", "DH"), ("POST", "/v1/webhooks/", "DH"),
        ("POST", "/v1/webhooks/{id:guid}/resume", "DH"), ("DELETE", "/v1/webhooks/{id:guid}", "DH"), ("GET", "/v1/policy", "ALWDU"),
    ];

    private static readonly Dictionary<char, string> Callers = new()
    {
        ['A'] = DeskApi.Agent1, ['L'] = DeskApi.Lead, ['W'] = DeskApi.Author, ['D'] = DeskApi.Admin, ['U'] = DeskApi.Auditor, ['B'] = DeskApi.Bot, ['S'] = DeskApi.Script,
        ['F'] = "sub=key3;scope=feed;desk=helpdesk", ['H'] = "sub=key4;scope=webhooks;desk=helpdesk",
    };

    [Fact]
    public async Task Every_endpoint_is_in_the_table_and_names_a_policy_of_the_desk()
    {
        await using var api = await DeskApi.StartAsync();
        var served = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        // The hub is no call of the API; LiveHubTests tell who is let in.
        Assert.All(served.Where(IsHub), e => Assert.Contains(e.Metadata.GetOrderedMetadata<IAuthorizeData>(), a => a.Policy == DeskPolicies.ReadTickets));
        served.RemoveAll(IsHub);

        Assert.Equal(Table.Select(t => $"{t.Method} {t.Path}").Order(), served.Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {e.RoutePattern.RawText}").Order());
        Assert.All(served, e => Assert.Contains(e.Metadata.GetOrderedMetadata<IAuthorizeData>(), a => a.Policy is { } policy && DeskPolicies.All.ContainsKey(policy)));
    }

    private static bool IsHub(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.SignalR.HubMetadata>() is not null;

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_says_and_nobody_else()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        foreach (var (method, path, who) in Table)
            foreach (var (letter, caller) in Callers)
            {
                using var answer = await SendAsync(api, method, path, caller);
                var isLetIn = (int)answer.StatusCode is not (401 or 403);
                Assert.True(isLetIn == who.Contains(letter), $"{method} {path} as {caller}: {(int)answer.StatusCode}");
            }
    }

    [Fact]
    public async Task Nobody_gets_in_signed_out_or_from_another_desk_or_without_an_agent()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        foreach (var (method, path, who) in Table)
        {
            using var signedOut = await SendAsync(api, method, path, null);
            Assert.True((int)signedOut.StatusCode == 401, $"{method} {path} signed out: {(int)signedOut.StatusCode}");
            foreach (var caller in who.Select(w => Callers[w]))
            {
                using var elsewhere = await SendAsync(api, method, path, caller.Replace("desk=helpdesk", "desk=another", StringComparison.Ordinal));
                Assert.True((int)elsewhere.StatusCode == 403, $"{method} {path} of another desk: {(int)elsewhere.StatusCode}");
            }
        }
        using var noAgent = await SendAsync(api, "POST", "/v1/tickets/{ticket}/accept", "sub=x;role=agent;desk=helpdesk");
        Assert.Equal(403, (int)noAgent.StatusCode);
    }

    [Fact]
    public async Task Another_customers_ticket_is_not_there_for_who_may_not_see_it()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var (ticket, visible) = (await api.OpenAsync(customer: "other"), await api.OpenAsync());
        var blind = Table.Where(t => t.Path.Contains("{ticket}", StringComparison.Ordinal)).ToList();
        foreach (var (method, path, who) in blind)
            foreach (var caller in who.Select(w => Callers[w] + ";desk_customer=sample"))
            {
                using var answer = await api.SendAsync(new HttpMethod(method), path.Replace("{ticket}", ticket, StringComparison.Ordinal).Replace("{blob}", new string('0', 64), StringComparison.Ordinal), caller, method == "GET" ? null : BodyFor(path, visible));
                Assert.True((int)answer.StatusCode is 404, $"{method} {path} as {caller}: {(int)answer.StatusCode}");
            }
        var mine = await api.GetAsync("/v1/tickets", DeskApi.Agent1 + ";desk_customer=sample");
        Assert.Equal(visible, Assert.Single(mine.GetProperty("tickets").EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty((await api.GetAsync("/v1/tickets?customer=other", DeskApi.Agent1 + ";desk_customer=sample")).GetProperty("tickets").EnumerateArray());
        Assert.DoesNotContain((await api.GetAsync("/v1/feed", DeskApi.Auditor + ";desk_customer=sample")).GetProperty("events").EnumerateArray(), e => e.GetProperty("subject").GetString() == ticket);
        await api.DoAsync(HttpMethod.Post, "/v1/tickets", DeskApi.Agent1 + ";desk_customer=sample", new { subject = "s", person = "p", customer = "other" }, 422);
    }

    /// <summary>Fits every endpoint well enough to get past its own checks.</summary>
    internal static object BodyFor(string path, string other) => new
    {
        person = "tenant/alex", reason = path.EndsWith("/pause", StringComparison.Ordinal) ? "user" : "left", text = "t", agent = "00000002-0009-0000-0000-000000000000", why = "w", priority = "P2", category = "email", impact = "team", urgency = "high",
        plan = "essential", kind = path.EndsWith("/escalate", StringComparison.Ordinal) ? "hierarchical" : path.EndsWith("link", StringComparison.Ordinal) || path.EndsWith("links", StringComparison.Ordinal) ? "incident" : "watcher", vendor = "microsoft", reference = "r", statement = "s", cause = "c", title = "t", symptom = "s", workaround = "w", note = "n", code = "fixed",
        rating = 5, ticket = other, into = other, presence = "busy",
    };

    private static Task<HttpResponseMessage> SendAsync(DeskApi api, string method, string path, string? caller)
    {
        var target = path.Replace("{ticket}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{blob}", "0", StringComparison.Ordinal)
            .Replace("{agent}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal);
        return api.SendAsync(new HttpMethod(method), target, caller, method is "POST" or "PUT" ? BodyFor(path, "INC-1") : null);
    }
}
