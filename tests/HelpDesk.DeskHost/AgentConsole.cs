using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace HelpDesk.DeskHost;

/// <summary>What an agent's console does while nobody touches it.</summary>
internal static class AgentConsole
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(Uri url, string ticket, string token)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await ContactAsync(http);
        using (var available = await http.PutAsJsonAsync("v1/agents/me/presence", new { presence = "available" })) available.EnsureSuccessStatusCode();
        using (var accepted = await http.PostAsync($"v1/tickets/{ticket}/accept", null)) accepted.EnsureSuccessStatusCode();
        await ContactAsync(http);
        Console.WriteLine("accepted");
        using var timer = new PeriodicTimer(Rhythm);
        while (await timer.WaitForNextTickAsync()) await ContactAsync(http);
        return 0;
    }

    private static async Task ContactAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("v1/agents/me/contact", null);
        answer.EnsureSuccessStatusCode();
    }
}
