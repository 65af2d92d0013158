using System.Text;
using System.Text.Json;
using HelpDesk.Handoff.Service.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Handoff.Service;

public sealed class DeskApiTests
{
    private const string A1 = DeskApi.Agent1, Lead = DeskApi.Lead, Admin = DeskApi.Admin, Bot = DeskApi.Bot;
    private const string First = "00000001-0009-0000-0000-000000000000";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_bot_hands_off_and_follows_it_to_the_end()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var handoff = new
        {
            conversation = "c-1", person = "tenant/alex", customer = "sample", channel = "webchat", language = "en",
            transcript = new[] { new { from = "person", text = "outlook crashes on start" }, new { from = "bot", text = "Did a restart help?" }, new { from = "person", text = "no" } },
            text = "outlook crashes on start", articles = new[] { new { id = "outlook-crash", title = "Outlook crashes", verdict = "did-not-help" } },
        };
        var view = await api.PostAsync("/v1/handoffs", Bot, handoff, 201);
        var again = await api.PostAsync("/v1/handoffs", Bot, handoff);
        var ticket = view.GetProperty("ticket").GetString()!;
        Assert.Equal((ticket, "waiting"), (again.GetProperty("ticket").GetString(), again.GetProperty("state").GetString()));

        await api.PostAsync($"/v1/tickets/{ticket}/accept", A1, new { });
        var accepted = await api.GetAsync($"/v1/handoffs/{ticket}", Bot);
        await api.PostAsync($"/v1/tickets/{ticket}/resolve", A1, new { note = "Reinstalled", code = "fixed" });
        var done = await api.GetAsync($"/v1/handoffs/{ticket}", Bot);

        Assert.Equal("accepted", accepted.GetProperty("status").GetProperty("value").GetProperty("state").GetString());
        Assert.Equal(("handoff.status", "completed", "c-1"), (done.GetProperty("status").GetProperty("name").GetString(), done.GetProperty("state").GetString(), done.GetProperty("status").GetProperty("conversation").GetProperty("id").GetString()));
        var said = (await api.GetAsync($"/v1/tickets/{ticket}/messages", A1)).GetProperty("messages").EnumerateArray().ToList();
        Assert.Contains("bot: Did a restart help?", said.Single(m => m.GetProperty("kind").GetString() == "note").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_frameworks_handoff_event_is_understood()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var activity = """
            {"type":"event","name":"handoff.initiate","channelId":"msteams","locale":"de-DE","from":{"id":"tenant/alex","name":"Alex"},"conversation":{"id":"a:1"},
             "value":{"Skill":"vpn drops every five minutes"},"customer":"sample",
             "attachments":[{"name":"Transcript","contentType":"application/json","content":{"activities":[
               {"type":"message","text":"vpn drops","from":{"role":"user"},"timestamp":"2026-03-02T11:58:00Z"},{"type":"message","text":"Is it Wi-Fi?","from":{"role":"bot"}},{"type":"typing"}]}}]}
            """;
        using var content = new StringContent(activity, Encoding.UTF8, "application/json");

        var view = await api.PostAsync("/v1/handoffs", Bot, content, 201);

        var ticket = await api.GetAsync($"/v1/tickets/{view.GetProperty("ticket").GetString()}", A1);
        Assert.Equal(("teams", "de", "connectivity", "a:1"), (ticket.GetProperty("channel").GetString(), ticket.GetProperty("language").GetString(), ticket.GetProperty("category").GetString(), ticket.GetProperty("conversation").GetProperty("id").GetString()));
        Assert.Equal("tenant/alex", ticket.GetProperty("person").GetString());
    }

    [Fact]
    public async Task What_is_not_the_desks_is_told_with_its_path()
    {
        await using var api = await DeskApi.StartStaffedAsync();

        var view = await api.PostAsync("/v1/handoffs", Bot, new { conversation = "c-2", person = "tenant/alex", customer = "sample", text = "I clicked a link in a phishing mail and entered my password" }, 201);

        Assert.Contains("security team", view.GetProperty("say").GetString(), StringComparison.Ordinal);
        var ticket = await api.GetAsync($"/v1/tickets/{view.GetProperty("ticket").GetString()}", A1);
        Assert.Equal(("security", "P1"), (ticket.GetProperty("queue").GetString(), ticket.GetProperty("priority").GetString()));
    }

    [Fact]
    public async Task Agents_are_enrolled_changed_absent_and_removed()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        await api.DoAsync(HttpMethod.Put, $"/v1/agents/{First}/shifts", Lead, new { shifts = new { zone = "Europe/Berlin", week = new { mon = new[] { "09:00-17:00" } } } });
        await api.DoAsync(HttpMethod.Put, $"/v1/agents/{First}/shifts", Lead, new { shifts = new { zone = "Mars/Olympus", week = new { mon = new[] { "09:00-17:00" } } } }, 400);
        await api.PostAsync("/v1/agents/me/absences", A1, new { from = "2026-03-03T08:00:00Z", to = "2026-03-04T08:00:00Z", why = "Training" });
        await api.PostAsync("/v1/agents/me/absences", A1, new { from = "2026-03-03T08:00:00Z", to = "2026-03-02T08:00:00Z" }, 400);
        await api.PostAsync("/v1/agents/me/contact", A1, new { });
        await api.DoAsync(HttpMethod.Put, $"/v1/agents/{First}/presence", Lead, new { presence = "busy" });
        await api.DoAsync(HttpMethod.Put, $"/v1/agents/{First}", Admin, new { name = "Mia", email = "mia@example.com", tiers = new[] { 9 }, skills = new[] { new { skill = "juggling", level = 1 } } }, 400);
        var me = await api.GetAsync("/v1/agents/me", A1);
        Assert.Equal(("busy", 1), (me.GetProperty("presence").GetString(), me.GetProperty("absences").GetArrayLength()));

        await api.DoAsync(HttpMethod.Delete, $"/v1/agents/{First}/absences", Lead);
        await api.DoAsync(HttpMethod.Delete, $"/v1/agents/{First}", Lead, null, 204);

        await api.GetAsync($"/v1/agents/{First}", Lead, 404);
        Assert.Equal(2, (await api.GetAsync("/v1/agents", Lead)).GetProperty("agents").GetArrayLength());
        await api.DoAsync(HttpMethod.Put, $"/v1/agents/{First}/presence", Lead, new { presence = "busy" }, 404);
    }

    [Fact]
    public async Task Queues_count_what_is_in_them_now()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        await api.TakenAsync();
        await api.OpenAsync(priority: "P1");
        await api.OpenAsync(customer: "other");
        await api.Worker.StepAsync(Ct);

        var desk = (await api.GetAsync("/v1/queues", Lead)).GetProperty("queues").EnumerateArray().Single(q => q.GetProperty("id").GetString() == "service-desk");
        var narrow = (await api.GetAsync("/v1/queues", Lead + ";desk_customer=other")).GetProperty("queues").EnumerateArray().Single(q => q.GetProperty("id").GetString() == "service-desk");

        Assert.Equal((1, 1), (desk.GetProperty("held").GetInt32(), desk.GetProperty("available").GetInt32()));
        Assert.Equal(2, desk.GetProperty("waiting").GetInt32() + desk.GetProperty("offered").GetInt32());
        Assert.Equal(1, narrow.GetProperty("waiting").GetInt32() + narrow.GetProperty("offered").GetInt32());
    }

    [Fact]
    public async Task The_feed_is_resumed_by_position_and_waits_for_news()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        await api.OpenAsync();
        var first = await api.GetAsync("/v1/feed?max=3", Lead);
        var rest = await api.GetAsync($"/v1/feed?after={first.GetProperty("next").GetInt64()}", Lead);
        var end = rest.GetProperty("next").GetInt64();
        var waiting = api.GetAsync($"/v1/feed?after={end}&wait=30", Lead);
        Assert.False(waiting.IsCompleted);

        var ticket = await api.OpenAsync("something new");

        var news = await waiting;
        Assert.Equal((3, ticket), (first.GetProperty("events").GetArrayLength(), news.GetProperty("events")[0].GetProperty("subject").GetString()));
        Assert.Equal(first.GetProperty("next").GetInt64() + 1, rest.GetProperty("events")[0].GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task The_stream_of_events_goes_on_after_the_last_one_heard()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.OpenAsync();
        var end = (await api.GetAsync("/v1/feed", Lead)).GetProperty("next").GetInt64();
        using var stream = await api.SendAsync(HttpMethod.Get, "/v1/feed/stream", Lead, null, ("Last-Event-ID", $"{end - 1}"));
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));

        Assert.Contains("event: ping", await EventAsync(reader));
        var heard = await EventAsync(reader);
        await api.PostAsync($"/v1/tickets/{ticket}/accept", A1, new { });
        var next = await EventAsync(reader);

        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"id: {end}", heard.Single(l => l.StartsWith("id:", StringComparison.Ordinal)));
        Assert.Contains("event: ticket.accepted", next);
    }

    [Fact]
    public async Task A_webhook_is_told_signed_retried_and_picks_up_where_it_was()
    {
        var hook = new Hook();
        await using var api = await DeskApi.StartAsync(services => services.AddHttpClient(WebhookSender.Client).ConfigurePrimaryHttpMessageHandler(() => hook));
        var created = await api.PostAsync("/v1/webhooks", Admin, new { url = "http://127.0.0.1:9/desk", events = new[] { "ticket.opened" } }, 201);
        await api.PostAsync("/v1/webhooks", Admin, new { url = "http://hooks.example.com/desk" }, 400);
        await api.Worker.StepAsync(Ct);
        var fence = api.Services.GetRequiredService<HelpDesk.Handoff.Service.Leases.LeaseKeeper>().Fence!;
        var worker = api.Services.GetRequiredService<WebhookWorker>();
        var ticket = await api.OpenAsync();

        hook.Status = 503;
        await worker.StepAsync(fence, Ct);
        await worker.StepAsync(fence, Ct);
        Assert.Single(hook.Told);
        hook.Status = 204;
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await worker.StepAsync(fence, Ct);
        await worker.StepAsync(fence, Ct);

        Assert.Equal(2, hook.Told.Count);
        var (id, time, signature, body) = hook.Told[1];
        Assert.Equal(hook.Told[0].Id, id);
        Assert.Equal($"v1,{WebhookSender.Sign(created.GetProperty("secret").GetString()!, id, time, Encoding.UTF8.GetBytes(body))}", signature);
        Assert.Equal(ticket, JsonElement.Parse(body).GetProperty("subject").GetString());
        var listed = (await api.GetAsync("/v1/webhooks", Admin)).GetProperty("webhooks")[0];
        Assert.Equal((JsonValueKind.Null, 0), (listed.GetProperty("secret").ValueKind, listed.GetProperty("failures").GetInt32()));
        await api.PostAsync($"/v1/webhooks/{created.GetProperty("id").GetString()}/resume", Admin, new { }, 204);
        await api.DoAsync(HttpMethod.Delete, $"/v1/webhooks/{created.GetProperty("id").GetString()}", Admin, null, 204);
    }

    [Fact]
    public async Task The_policy_names_everything_a_page_offers()
    {
        await using var api = await DeskApi.StartAsync();

        var policy = await api.GetAsync("/v1/policy", A1);

        Assert.Equal(2, policy.GetProperty("customers").GetArrayLength());
        Assert.Equal(16, policy.GetProperty("matrix").GetArrayLength());
        Assert.Contains(policy.GetProperty("resolutions").EnumerateArray(), r => r.GetProperty("id").GetString() == "fixed");
    }

    [Fact]
    public async Task The_description_names_every_operation_its_path_and_its_headers()
    {
        await using var api = await DeskApi.StartAsync();

        var description = await api.GetAsync("/v1/openapi.json", A1);

        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Method: o.Name, Operation: o.Value))).ToList();
        var ids = operations.Select(o => o.Operation.GetProperty("operationId").GetString()).ToList();
        Assert.Equal((ids.Count, true), (ids.Distinct().Count(), ids.Contains("acceptTicket")));
        Assert.All(operations, o => Assert.All(o.Path.Split('/').Where(s => s.StartsWith('{')), s =>
            Assert.Contains(o.Operation.GetProperty("parameters").EnumerateArray(), p => $"{{{p.GetProperty("name").GetString()}}}" == s)));
        Assert.All(operations.Where(o => o.Method == "post"), o =>
            Assert.Contains(o.Operation.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "Idempotency-Key"));
        Assert.True(description.GetProperty("components").GetProperty("schemas").GetProperty("TicketView").GetProperty("properties").TryGetProperty("version", out _));
    }

    private static async Task<List<string>> EventAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(Ct) is { Length: > 0 } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>The other side of a webhook.</summary>
    private sealed class Hook : HttpMessageHandler
    {
        public int Status { get; set; } = 204;
        public List<(string Id, string Time, string Signature, string Body)> Told { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Told.Add((Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), await request.Content!.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage((System.Net.HttpStatusCode)Status);

            string Header(string name) => request.Headers.GetValues(name).Single();
        }
    }
}
