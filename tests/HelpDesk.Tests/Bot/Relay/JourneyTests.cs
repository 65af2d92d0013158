using System.Text.Json;
using HelpDesk.Tests.Bot.Hosting;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>Journey 2 as it is lived: the real program, a person in its web chat, an agent at its API.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task Handed_off_and_back()
    {
        await using var program = new HelpDeskProgram();
        var (host, _) = await program.HostAsync(DeskStaff.Settings);
        using var staff = await DeskStaff.SignInAsync(host);
        using var mia = await staff.HireAsync("Mia Berg");
        using var alex = await DirectLineChat.StartAsync(host);

        // Alex has a problem that the bot's articles do not solve, and asks for a person.
        await alex.SayAsync("outlook crashes on start");
        await alex.UntilAsync("Did this fix it?");
        await alex.PressAsync("No");
        await alex.UntilAsync("didn't do it");
        await alex.PressAsync("Talk to a person");
        var told = await alex.UntilAsync("I've asked a person to help");
        Assert.Contains("You are next.", told, StringComparison.Ordinal);

        // Mia is offered the ticket with everything that was said and shown, by priority, with its due times.
        var offered = await OfferedToAsync(mia);
        var number = offered.GetProperty("number").GetString()!;
        Assert.Contains($"{number}, “outlook crashes on start”", told, StringComparison.Ordinal);
        Assert.Equal(("email", "P3"), (offered.GetProperty("category").GetString(), offered.GetProperty("priority").GetString()));
        Assert.Equal("did-not-help", offered.GetProperty("articles")[0].GetProperty("verdict").GetString());
        Assert.NotEqual(JsonValueKind.Null, offered.GetProperty("due").GetProperty("response").ValueKind);
        var talk = await mia.GetAsync($"v1/tickets/{number}/messages");
        Assert.Contains("bot: ", talk.GetProperty("messages")[0].GetProperty("text").GetString(), StringComparison.Ordinal);

        // They talk in the same chat, and the bot is silent.
        await mia.DoAsync(number, "accept");
        await alex.UntilAsync($"Mia has joined about {number}.");
        await alex.SayAsync("it still crashes after step 3");
        await mia.UntilAsync(number, messages => messages.Any(m => m.GetProperty("text").GetString() == "it still crashes after step 3"));
        await mia.ReplyAsync(number, "Hold Ctrl while it starts: https://example.com/safe_mode", "reply-1");
        await alex.UntilAsync("**Mia:** Hold Ctrl while it starts: https://example.com/safe_mode");
        await mia.SendAsync(HttpMethod.Put, $"v1/tickets/{number}/messages/reply-1", new { text = "Hold Shift while it starts." });
        await alex.UntilAsync("Mia corrected a message: Hold Shift while it starts.");
        Assert.Equal("delivered", (await mia.GetAsync($"v1/tickets/{number}/deliveries")).GetProperty("messages")[0].GetProperty("state").GetString());

        // Resolved; not fixed; resolved again, confirmed and rated; and Alex is back with the bot.
        await mia.DoAsync(number, "resolve", new { note = "Turned an add-in off.", code = "fixed" });
        await alex.UntilAsync("Turned an add-in off.\n\nIs it fixed? If I hear nothing");
        await alex.SayAsync("no");
        await alex.UntilAsync($"{number} is open again and ahead of others.");
        await mia.DoAsync(number, "accept");
        await mia.DoAsync(number, "resolve", new { note = "Removed the add-in.", code = "fixed" });
        await alex.UntilAsync("Removed the add-in.");
        await alex.PressAsync("Yes, it's fixed");
        await alex.UntilAsync("How was the help?");
        await alex.PressAsync("5", "Mia was quick");
        await alex.UntilAsync("Thanks, that helps us");
        await alex.SayAsync("vpn drops every 5 minutes");
        await alex.UntilAsync("VPN");

        var closed = await mia.GetAsync($"v1/tickets/{number}");
        Assert.Equal(("closed", 5, 1), (closed.GetProperty("status").GetString(), closed.GetProperty("rating").GetInt32(), closed.GetProperty("reopens").GetInt32()));
    }

    private static async Task<JsonElement> OfferedToAsync(DeskAgent agent)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var open = await agent.GetAsync("v1/tickets?open=true");
            if (open.GetProperty("tickets").EnumerateArray().FirstOrDefault(t => t.GetProperty("status").GetString() == "offered") is { ValueKind: JsonValueKind.Object } offered)
                return await agent.GetAsync($"v1/tickets/{offered.GetProperty("number").GetString()}");
            Assert.True(since.Elapsed < DeskAgent.Patience, open.GetRawText());
        }
    }
}
