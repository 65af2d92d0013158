using System.Text.Json;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using NodaTime;

namespace HelpDesk.Tests.Bot;

public sealed class CardTests
{
    private static readonly Article Vpn = new()
    {
        Id = new ArticleId("vpn"), Title = "VPN drops", Body = "", Category = ArticleCategory.Troubleshooting, Reviewed = new LocalDate(2026, 10, 12),
    };

    private static readonly Reply.ShowAnswer Answer = new(
        "Try this.", "q-1", Vpn, new Passage("Steps", "It takes **five** minutes.", ["Open [the page](https://example.com).", "Press **Start**."], "https://example.com/p.png", null),
        [Vpn with { Id = new ArticleId("wifi"), Title = "Wi-Fi" }]);

    [Fact]
    public void A_card_has_everything_an_answer_needs()
    {
        var activity = ReplyActivity.Render(Answer, Surface.Of("webchat"), Texts.English);
        var card = Assert.Single(activity.Attachments!).Content!.Value;

        Assert.Equal("1.5", card.GetProperty("version").GetString());
        Assert.Equal(
            ["VPN drops", "It takes **five** minutes.", "1", "Open [the page](https://example.com).", "2", "Press **Start**.", "Updated 12 Oct 2026 · fix", "See also", "Did this fix it?"],
            Strings(card, "text"));
        Assert.Equal(["Wi-Fi", "Yes", "No", "Talk to a person"], Strings(card, "title"));
        Assert.Equal(["Picture for this fix"], Strings(card, "altText"));
        Assert.Equal("VPN drops. Did this fix it?", card.GetProperty("speak").GetString());
    }

    [Fact]
    public void A_number_is_never_written_as_a_list_of_its_own() =>
        Assert.DoesNotContain(Strings(ReplyActivity.Render(Answer, Surface.Of("webchat"), Texts.English).Attachments![0].Content!.Value, "text"), t => t.EndsWith('.') && t.Length < 4);

    [Fact]
    public void What_a_button_sends_is_understood_when_it_comes_back()
    {
        var card = ReplyActivity.Render(Answer, Surface.Of("webchat"), Texts.English).Attachments![0].Content!.Value;
        var no = card.GetProperty("actions")[1].GetProperty("data");

        var press = Assert.IsType<Said.Press>(Said.From(new() { Type = "message", Value = no }));

        Assert.Equal((PressKind.NotSolved, "q-1", "vpn"), (press.Kind, press.Question, press.Article));
    }

    [Fact]
    public void A_channel_without_cards_gets_numbered_plain_text()
    {
        var activity = ReplyActivity.Render(Answer, Surface.Of("email"), Texts.English);

        Assert.Null(activity.Attachments);
        Assert.Equal("plain", activity.TextFormat);
        Assert.Equal(
            "Try this.\n\nVPN drops\n\nIt takes five minutes.\n\n1. Open the page (https://example.com).\n2. Press Start.\n\nUpdated 12 Oct 2026 · fix\n\nDid this fix it? Reply “yes”, “no” or “person”.",
            activity.Text);
    }

    [Fact]
    public void A_choice_is_buttons_where_there_are_cards_and_numbers_where_there_are_none()
    {
        var which = new Reply.AskWhich("q-1", [Vpn, Vpn with { Id = new ArticleId("wifi"), Title = "Wi-Fi" }]);

        Assert.Equal(["VPN drops", "Wi-Fi", "None of these"], Strings(ReplyActivity.Render(which, Surface.Of("webchat"), Texts.English).Attachments![0].Content!.Value, "title"));
        Assert.Contains("1. VPN drops\n2. Wi-Fi\n", ReplyActivity.Render(which, Surface.Of("sms"), Texts.English).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestions_send_exactly_what_they_say()
    {
        var activity = ReplyActivity.Render(new Reply.Say("Hi", ["VPN drops"], OfferPerson: true), Surface.Of("webchat"), Texts.English);

        Assert.Equal([("imBack", "VPN drops", "VPN drops"), ("imBack", "Talk to a person", "Talk to a person")],
            activity.SuggestedActions!.Actions!.Select(a => (a.Type!, a.Title!, a.Value!.Value.GetString()!)));
    }

    private static List<string> Strings(JsonElement element, string name)
    {
        var found = new List<string>();
        Collect(element, name, found);
        return found;
    }

    private static void Collect(JsonElement element, string name, List<string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Collect(item, name, found);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
            if (property.Name == name && property.Value.ValueKind == JsonValueKind.String) found.Add(property.Value.GetString()!);
            else Collect(property.Value, name, found);
    }
}
