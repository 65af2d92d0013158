using HelpDesk.Handoff.Service.Staff;
using Microsoft.Extensions.DependencyInjection;
using static HelpDesk.Tests.Handoff.Service.DeskApi;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>An agent who may see some customers' tickets only is offered only those.</summary>
public sealed class CustomerTests
{
    private const string Limited = Agent1 + ";desk_customer=other";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_of_one_customer_is_offered_no_other_customers_ticket()
    {
        await using var api = await StartStaffedAsync();
        await api.DoAsync(HttpMethod.Put, "/v1/agents/me/presence", Limited, new { presence = "available" });
        var (theirs, own) = (await api.OpenAsync(), await api.OpenAsync(customer: "other"));

        await api.Worker.StepAsync(Ct);

        Assert.Equal(("queued", "offered"), (await StatusAsync(api, theirs), await StatusAsync(api, own)));
        var why = await api.GetAsync($"/v1/tickets/{theirs}/explain/match", Lead);
        Assert.Contains("does not serve sample", why.GetProperty("agents").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_he_serves_follows_his_sign_in_while_he_is_there()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.OpenAsync();
        await api.Worker.StepAsync(Ct);
        Assert.Equal("offered", await StatusAsync(api, ticket));

        await api.PostAsync("/v1/agents/me/contact", Limited, new { });
        await api.Worker.StepAsync(Ct);
        Assert.Equal("queued", await StatusAsync(api, ticket));

        await api.PostAsync("/v1/agents/me/contact", Agent1, new { });
        api.Clock.Advance(TimeSpan.FromMinutes(11));
        await api.PostAsync("/v1/agents/me/contact", Agent1, new { });
        await api.Worker.StepAsync(Ct);
        Assert.Equal("offered", await StatusAsync(api, ticket));
    }

    [Fact]
    public async Task Who_takes_a_ticket_while_he_is_offline_keeps_it_and_is_offered_nothing()
    {
        await using var api = await StartStaffedAsync();
        await api.DoAsync(HttpMethod.Put, "/v1/agents/me/presence", Agent1, new { presence = "offline" });
        var (taken, waiting) = (await api.TakenAsync(), await api.OpenAsync());

        await api.Worker.StepAsync(Ct);

        Assert.Equal(("assigned", "queued"), (await StatusAsync(api, taken), await StatusAsync(api, waiting)));
        Assert.Equal("busy", (await api.GetAsync("/v1/agents/me", Agent1)).GetProperty("presence").GetString());
    }

    [Fact]
    public async Task A_new_profile_does_not_widen_whom_he_serves()
    {
        await using var api = await StartStaffedAsync();
        await api.PostAsync("/v1/agents/me/contact", Limited, new { });
        await api.DoAsync(HttpMethod.Put, $"/v1/agents/{DeskNode.AgentOf(1).Value}", Admin, new { name = "Mia", email = "mia@example.com" });

        Assert.Equal(["other"], (await api.Services.GetRequiredService<StaffDesk>().FindAsync(DeskNode.AgentOf(1), Ct))!.Profile.Customers);
    }

    private static async Task<string?> StatusAsync(DeskApi api, string ticket) => (await api.GetAsync($"/v1/tickets/{ticket}", Lead)).GetProperty("status").GetString();
}
