using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HelpDesk.Tests.Handoff.Service;

public sealed class TicketApiTests
{
    private const string A1 = DeskApi.Agent1, A2 = DeskApi.Agent2, Lead = DeskApi.Lead, Bot = DeskApi.Bot;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_phone_to_the_survey()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.OpenAsync();
        Assert.Equal("queued", (await api.GetAsync($"/v1/tickets/{ticket}", A1)).GetProperty("status").GetString());

        await api.PostAsync($"/v1/tickets/{ticket}/accept", A1, new { });
        await api.PostAsync($"/v1/tickets/{ticket}/messages", A1, new { text = "Which printer is it?" });
        await api.PostAsync($"/v1/tickets/{ticket}/person-messages", Bot, new { id = "m7", person = "tenant/alex", text = "The one on floor 2." });
        await api.PostAsync($"/v1/tickets/{ticket}/notes", A1, new { text = "Old model." });
        await api.PostAsync($"/v1/tickets/{ticket}/pause", A1, new { reason = "user", why = "Asked for a picture" });
        await api.PostAsync($"/v1/tickets/{ticket}/resume", A1, new { reason = "He sent it" });
        await api.PostAsync($"/v1/tickets/{ticket}/resolve", A1, new { note = "Cleared the jam", code = "fixed" });
        await api.PostAsync($"/v1/tickets/{ticket}/reopen", Bot, new { person = "tenant/alex", reason = "It jams again" });
        await api.PostAsync($"/v1/tickets/{ticket}/accept", A1, new { });
        await api.PostAsync($"/v1/tickets/{ticket}/resolve", A1, new { note = "New roller", code = "fixed" });
        await api.PostAsync($"/v1/tickets/{ticket}/confirm", Bot, new { person = "tenant/alex" });
        var rated = await api.PostAsync($"/v1/tickets/{ticket}/survey", Bot, new { person = "tenant/alex", rating = 5, comment = "Thanks" });

        Assert.Equal(("closed", 5, 1), (rated.GetProperty("status").GetString(), rated.GetProperty("rating").GetInt32(), rated.GetProperty("reopens").GetInt32()));
        var said = await api.GetAsync($"/v1/tickets/{ticket}/messages", A1);
        Assert.Equal(["reply", "person", "note"], said.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("kind").GetString()));
        var heard = await api.GetAsync($"/v1/tickets/{ticket}/messages", Bot);
        Assert.Equal(["reply", "person"], heard.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("kind").GetString()));
        Assert.Contains("ticket.surveyed", (await api.GetAsync($"/v1/tickets/{ticket}/history", A1)).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_number_and_says_when_it_is_due()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.GetAsync($"/v1/tickets/{await api.OpenAsync()}", A1);

        var same = await api.GetAsync($"/v1/tickets/{ticket.GetProperty("number").GetString()}", A1);

        Assert.Equal(ticket.GetProperty("id").GetString(), same.GetProperty("id").GetString());
        // Monday 13:00 in Berlin, P4 of plan standard: 4 h of business time.
        Assert.Equal("2026-03-02T16:00:00+00:00", same.GetProperty("due").GetProperty("response").GetString());
    }

    [Fact]
    public async Task Every_escalation_has_its_way()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.TakenAsync("P1");

        await api.PostAsync($"/v1/tickets/{ticket}/escalate", A1, new { kind = "hierarchical", reason = "At risk" });
        await api.PostAsync($"/v1/tickets/{ticket}/escalate", A1, new { kind = "emergency", reason = "All printers", statement = "Printing is down." });
        await api.PostAsync($"/v1/tickets/{ticket}/incident", A1, new { statement = "Printing is slow." });
        await api.PostAsync($"/v1/tickets/{ticket}/escalate", A1, new { kind = "vendor", reason = "Needs parts", vendor = "print-service", reference = "C-7" });
        await api.PostAsync($"/v1/tickets/{ticket}/vendor-cases/update", A1, new { vendor = "print-service", reference = "C-7", text = "On the way" });
        await api.PostAsync($"/v1/tickets/{ticket}/vendor-cases/close", A1, new { vendor = "print-service", reference = "C-7", text = "Replaced" });
        var up = await api.PostAsync($"/v1/tickets/{ticket}/escalate", A1, new { kind = "functional", reason = "Needs a driver", queue = "technical", skills = new[] { new { skill = "printing", level = 3 } } });

        Assert.Equal(("queued", 2), (up.GetProperty("status").GetString(), up.GetProperty("tier").GetInt32()));
        Assert.Equal(["hierarchical", "emergency", "vendor", "functional"], up.GetProperty("escalations").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("Printing is slow.", up.GetProperty("majorIncident").GetProperty("statement").GetString());
    }

    [Fact]
    public async Task Tickets_are_linked_merged_followed_and_weighed_anew()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var (ticket, incident, twin) = (await api.OpenAsync(), await api.OpenAsync("printer two"), await api.OpenAsync("printer three"));
        await api.PostAsync($"/v1/tickets/{ticket}/links", A1, new { kind = "incident", ticket = incident });
        await api.PostAsync($"/v1/tickets/{ticket}/unlink", A1, new { kind = "incident", ticket = incident });
        await api.PostAsync($"/v1/tickets/{ticket}/followers", A1, new { person = "tenant/kim" });
        await api.PostAsync($"/v1/tickets/{ticket}/unfollow", A1, new { person = "tenant/kim" });
        await api.PostAsync($"/v1/tickets/{ticket}/triage", A1, new { category = "email", impact = "team", urgency = "high", reason = "It is about mail" });
        await api.PostAsync($"/v1/tickets/{ticket}/plan", Lead, new { plan = "enterprise", reason = "New contract" });
        await api.PostAsync($"/v1/tickets/{ticket}/reapply-policy", Lead, new { });
        var weighed = await api.PostAsync($"/v1/tickets/{ticket}/priority", A1, new { impact = "company", urgency = "critical", reason = "Everybody" });
        var merged = await api.PostAsync($"/v1/tickets/{twin}/merge", A1, new { into = ticket });

        Assert.Equal(("P1", "email", "enterprise"), (weighed.GetProperty("priority").GetString(), weighed.GetProperty("category").GetString(), weighed.GetProperty("plan").GetString()));
        Assert.Equal(("merged", ticket), (merged.GetProperty("status").GetString(), merged.GetProperty("mergedInto").GetString()));
    }

    [Fact]
    public async Task A_problem_keeps_its_cause_and_the_way_around_it()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var problem = (await api.PostAsync("/v1/tickets", A1, new { kind = "problem", subject = "Jams on floor 2", person = "tenant/mia", customer = "sample" }, 201)).GetProperty("id").GetString();

        await api.PostAsync($"/v1/tickets/{problem}/root-cause", A1, new { cause = "Worn rollers" });
        var known = await api.PostAsync($"/v1/tickets/{problem}/known-error", A1, new { title = "Floor 2 jams", symptom = "Paper jam", cause = "Worn rollers", workaround = "Use floor 3" });

        Assert.Equal("Worn rollers", known.GetProperty("rootCause").GetString());
        Assert.StartsWith("PRB-", known.GetProperty("number").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_is_declined_with_a_reason_and_a_ticket_is_handed_on()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.OpenAsync();
        await api.Worker.StepAsync(Ct);
        await api.PostAsync($"/v1/tickets/{ticket}/accept", A2, new { }, 409);
        await api.PostAsync($"/v1/tickets/{ticket}/decline", A1, new { }, 400);
        await api.PostAsync($"/v1/tickets/{ticket}/decline", A1, new { reason = "Busy" });
        await api.PostAsync($"/v1/tickets/{ticket}/accept", A2, new { });
        await api.PostAsync($"/v1/tickets/{ticket}/take-over", A1, new { agent = Guid.Parse("00000002-0009-0000-0000-000000000000") });
        var offered = await api.PostAsync($"/v1/tickets/{ticket}/transfer", A1, new { agent = Guid.Parse("00000002-0009-0000-0000-000000000000"), reason = "Knows printers" });

        Assert.Equal("00000002-0009-0000-0000-000000000000", offered.GetProperty("offer").GetProperty("agent").GetString());
        await api.PostAsync($"/v1/tickets/{ticket}/transfer", Lead, new { agent = Guid.Parse("00000099-0009-0000-0000-000000000000"), reason = "Nobody" }, 422);
    }

    [Fact]
    public async Task If_match_keeps_a_change_from_what_was_not_seen()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.OpenAsync();
        using var seen = await api.SendAsync(HttpMethod.Get, $"/v1/tickets/{ticket}", A1);
        var tag = seen.Headers.ETag!.Tag;
        await api.PostAsync($"/v1/tickets/{ticket}/notes", A2, new { text = "Looked at it" });

        using var stale = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", A1, new { }, ("If-Match", tag));
        using var fresh = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", A1, new { }, ("If-Match", stale.Headers.ETag!.Tag));
        using var odd = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", A1, new { }, ("If-Match", "\"x\""));

        Assert.Equal((412, 200, 400), ((int)stale.StatusCode, (int)fresh.StatusCode, (int)odd.StatusCode));
    }

    [Fact]
    public async Task The_same_key_has_one_effect_and_one_answer_and_another_body_is_refused()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var order = new { subject = "Outlook crashes", person = "tenant/alex", customer = "sample" };
        using var first = await api.SendAsync(HttpMethod.Post, "/v1/tickets", A1, order, ("Idempotency-Key", "k1"));
        using var second = await api.SendAsync(HttpMethod.Post, "/v1/tickets", A1, order, ("Idempotency-Key", "k1"));
        using var other = await api.SendAsync(HttpMethod.Post, "/v1/tickets", A1, new { subject = "Something else", person = "tenant/alex", customer = "sample" }, ("Idempotency-Key", "k1"));
        using var colleague = await api.SendAsync(HttpMethod.Post, "/v1/tickets", A2, order, ("Idempotency-Key", "k1"));

        Assert.Equal((201, 201, 422, 201), ((int)first.StatusCode, (int)second.StatusCode, (int)other.StatusCode, (int)colleague.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await second.Content.ReadAsStringAsync(Ct));
        Assert.Equal((first.Headers.Location, first.Headers.ETag), (second.Headers.Location, second.Headers.ETag));
        Assert.Equal(2, (await api.GetAsync("/v1/tickets", A1)).GetProperty("tickets").GetArrayLength());
    }

    [Fact]
    public async Task Of_many_requests_under_one_key_at_once_one_has_its_effect()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.TakenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", A1, new { text = "On it" }, ("Idempotency-Key", "k2")))));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, (int[])[200, 409]));
        Assert.Equal(1, (await api.GetAsync($"/v1/tickets/{ticket}/messages", A1)).GetProperty("messages").GetArrayLength());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_message_that_is_delivered_twice_is_one_message()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.TakenAsync();
        for (var i = 0; i < 2; i++)
            await api.PostAsync($"/v1/tickets/{ticket}/person-messages", Bot, new { id = "m1", person = "tenant/alex", text = "Hello?" });

        Assert.Equal(1, (await api.GetAsync($"/v1/tickets/{ticket}/messages", A1)).GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData("/v1/tickets", "{\"person\":\"p\",\"customer\":\"sample\"}", 400, "subject")]
    [InlineData("/v1/tickets", "{\"subject\":\"s\",\"customer\":\"sample\"}", 400, "person")]
    [InlineData("/v1/tickets", "{\"subject\":\"s\",\"person\":\"p\"}", 400, "customer")]
    [InlineData("/v1/tickets", "{\"subject\":\"s\",\"person\":\"p\",\"customer\":\"sample\",\"priority\":\"P9\"}", 400, "P1, P2, P3, P4")]
    [InlineData("/v1/tickets", "{\"subject\":\"s\",\"person\":\"p\",\"customer\":\"nobody\"}", 422, "unknown-customer")]
    [InlineData("/v1/tickets", "{\"subject\":\"s\",\"person\":\"p\",\"customer\":\"sample\",\"queue\":\"x\"}", 422, "unknown-queue")]
    [InlineData("/v1/tickets", "{\"subject\": }", 400, "line 1")]
    [InlineData("/v1/tickets", "{\"subject\":7}", 400, "openapi")]
    [InlineData("/v1/tickets/INC-9999/accept", "{}", 404, "not-found")]
    [InlineData("/v1/tickets/nonsense/accept", "{}", 404, "not-found")]
    [InlineData("/v1/tickets/TAKEN/pause", "{\"reason\":\"nap\",\"why\":\"tired\"}", 400, "user, vendor, scheduled")]
    [InlineData("/v1/tickets/TAKEN/pause", "{\"reason\":\"scheduled\",\"why\":\"later\"}", 422, "bad-time")]
    [InlineData("/v1/tickets/TAKEN/resolve", "{\"note\":\"n\",\"code\":\"x\"}", 422, "unknown-code")]
    [InlineData("/v1/tickets/TAKEN/escalate", "{\"kind\":\"emergency\",\"reason\":\"r\"}", 409, "not-critical")]
    [InlineData("/v1/tickets/TAKEN/messages", "{\"attachments\":[{\"blob\":\"x\"}]}", 400, "attachments")]
    public async Task What_is_wrong_is_said_with_its_fix(string path, string body, int status, string mentions)
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var target = path.Replace("TAKEN", path.Contains("TAKEN", StringComparison.Ordinal) ? await api.TakenAsync() : "", StringComparison.Ordinal);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await api.SendAsync(HttpMethod.Post, target, A1, content);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(mentions, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_sent_with_a_message_and_read_by_those_who_may()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var (ticket, other) = (await api.TakenAsync(), await api.OpenAsync());
        var blob = (await api.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/attachments?name=jam.png", A1, File("<script>", "image/png"))).GetProperty("blob").GetString();
        await api.GetAsync($"/v1/tickets/{ticket}/attachments/{blob}", A1, 404);
        await api.PostAsync($"/v1/tickets/{ticket}/messages", A1, new { text = "See this", attachments = new[] { new { blob, name = "jam.png", contentType = "image/png" } } });

        using var read = await api.SendAsync(HttpMethod.Get, $"/v1/tickets/{ticket}/attachments/{blob}", Bot);
        await api.GetAsync($"/v1/tickets/{other}/attachments/{blob}", A1, 404);

        Assert.Equal("<script>", await read.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("application/octet-stream", "attachment"), (read.Content.Headers.ContentType?.MediaType, read.Content.Headers.ContentDisposition?.DispositionType));
        await api.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/attachments", A1, File(new string('x', 100_001), "text/plain"), 413);
    }

    [Fact]
    public async Task Lists_filter_search_and_page()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        for (var i = 0; i < 7; i++) await api.OpenAsync($"printer jam number {i}");
        var urgent = await api.OpenAsync("outlook crashes for everyone", "P1");
        await api.PostAsync($"/v1/tickets/{urgent}/accept", A1, new { });
        await api.PostAsync($"/v1/tickets/{urgent}/notes", A1, new { text = "Seen in Düsseldorf" });

        var seen = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await api.GetAsync($"/v1/tickets?open=true&limit=3&cursor={cursor}", A1);
            seen.AddRange(page.GetProperty("tickets").EnumerateArray().Select(t => t.GetProperty("id").GetString()));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal((8, 8, urgent), (seen.Count, seen.Distinct().Count(), seen[0]));
        Assert.Equal([urgent], await IdsAsync("agent=me"));
        Assert.Equal([urgent], await IdsAsync("q=d%C3%BCssel"));
        Assert.Equal(7, (await IdsAsync("q=jam printer&status=queued,offered")).Count);
        Assert.Empty(await IdsAsync("q=printer&priority=P1"));
        await api.GetAsync("/v1/tickets?limit=0&cursor=zzz", A1, 400);

        async Task<List<string?>> IdsAsync(string query) =>
            [.. (await api.GetAsync($"/v1/tickets?{query}", A1)).GetProperty("tickets").EnumerateArray().Select(t => t.GetProperty("id").GetString())];
    }

    [Fact]
    public async Task Due_priority_and_match_are_explained()
    {
        await using var api = await DeskApi.StartStaffedAsync();
        var ticket = await api.OpenAsync();
        await api.Worker.StepAsync(Ct);

        var due = await api.GetAsync($"/v1/tickets/{ticket}/explain/due", A1);
        var priority = await api.GetAsync($"/v1/tickets/{ticket}/explain/priority", A1);
        var match = await api.GetAsync($"/v1/tickets/{ticket}/explain/match", A1);

        Assert.Contains("4 h of business time from Mon 13:00", due.GetProperty("clocks")[0].GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(priority.GetProperty("steps")[0].GetProperty("why").EnumerateArray());
        var verdicts = match.GetProperty("agents").EnumerateArray().ToList();
        Assert.Equal(3, verdicts.Count);
        Assert.Contains(verdicts, v => v.GetProperty("obstacles").EnumerateArray().Any(o => o.GetString() == "is offline"));
    }

    private static ByteArrayContent File(string content, string type)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return file;
    }
}
