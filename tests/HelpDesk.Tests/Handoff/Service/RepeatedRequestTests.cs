using System.Text;
using static HelpDesk.Tests.Handoff.Service.DeskApi;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>Idempotency keys where nothing is changed, or where the effect repeats by itself.</summary>
public sealed class RepeatedRequestTests
{
    private static readonly (string, string) Key = ("Idempotency-Key", "k1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_answered_again_as_it_was_although_the_ticket_is_free_by_then()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.TakenAsync();
        using var first = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", Agent2, null, Key);
        await api.PostAsync($"/v1/tickets/{ticket}/transfer", Agent1, new { reason = "Not mine" });

        using var again = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", Agent2, null, Key);
        using var anew = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", Agent2, null, ("Idempotency-Key", "k2"));

        Assert.Equal((409, 409, 200), ((int)first.StatusCode, (int)again.StatusCode, (int)anew.StatusCode));
        Assert.Equal((await first.Content.ReadAsStringAsync(Ct), "application/problem+json"), (await again.Content.ReadAsStringAsync(Ct), again.Content.Headers.ContentType?.MediaType));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_refused_requests_key_cannot_carry_another_body()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.TakenAsync();
        await api.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", Agent2, new { text = "Mine" }, 409, Key);

        await api.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", Agent2, new { text = "Another" }, 422, Key);
    }

    [Fact]
    public async Task A_request_that_was_not_understood_may_be_put_right_under_its_key()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.TakenAsync();
        await api.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", Agent1, new { }, 400, Key);
        using var broken = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", Agent1, new StringContent("{", Encoding.UTF8, "application/json"), Key);
        Assert.Contains("It is no JSON: line 1", await broken.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        await api.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", Agent1, new { text = "On it" }, 200, Key);
    }

    [Fact]
    public async Task An_upload_and_a_contact_are_answered_again_and_another_file_under_the_key_is_refused()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.OpenAsync();
        var first = await UploadAsync(api, ticket, "a picture");
        var again = await UploadAsync(api, ticket, "a picture");
        var other = await UploadAsync(api, ticket, "another picture");
        using var touched = await api.SendAsync(HttpMethod.Post, "/v1/agents/me/contact", Agent1, null, ("Idempotency-Key", "k2"));
        using var twice = await api.SendAsync(HttpMethod.Post, "/v1/agents/me/contact", Agent1, null, ("Idempotency-Key", "k2"));

        Assert.Equal((200, false, 200, true, 422), (first.Status, first.Replayed, again.Status, again.Replayed, other.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal((200, 200, true), ((int)touched.StatusCode, (int)twice.StatusCode, twice.Headers.Contains("Idempotency-Replayed")));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_so_under_a_key_as_well()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.OpenAsync();

        Assert.Equal(413, (await UploadAsync(api, ticket, new string('x', 100_002))).Status);
    }

    [Fact]
    public async Task Of_two_bodies_under_one_key_at_once_one_counts()
    {
        await using var api = await StartStaffedAsync();
        var ticket = await api.TakenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/messages", Agent1, new { text = $"Word {i % 2}" }, Key))));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, (int[])[200, 422]));
        Assert.Equal(1, (await api.GetAsync($"/v1/tickets/{ticket}/messages", Agent1)).GetProperty("messages").GetArrayLength());
        foreach (var answer in answers) answer.Dispose();
    }

    private static async Task<(int Status, bool Replayed, string Text)> UploadAsync(DeskApi api, string ticket, string content)
    {
        using var file = new StringContent(content, Encoding.UTF8, "text/plain");
        using var answer = await api.SendAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/attachments?name=a.txt", Agent1, file, Key);
        return ((int)answer.StatusCode, answer.Headers.Contains("Idempotency-Replayed"), await answer.Content.ReadAsStringAsync(Ct));
    }
}
