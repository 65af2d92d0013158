using System.Runtime.InteropServices;

namespace HelpDesk.Bot.Hosting;

/// <summary>What the host is, in plain lines on standard output: a person reads it, and scripts find the addresses in it.</summary>
public sealed record StartBanner(
    string Url, string Mode, string Role, string Store, int Articles, string Teams, string Graph, string Model, string? Contact, string? SetupUrl)
{
    private const int Column = 14;

    public IEnumerable<string> Lines()
    {
        yield return $"HelpDesk.Bot {typeof(StartBanner).Assembly.GetName().Version?.ToString(3)} on {RuntimeInformation.FrameworkDescription}";
        yield return Row("Web chat", Url);
        yield return Row("Mode", Mode);
        yield return Row("Role", Role);
        yield return Row("Store", Store);
        yield return Row("Knowledge", Articles == 0 ? "no articles yet: bring some in with the command kb import FOLDER" : $"{Articles} articles");
        yield return Row("Channels", Role == "desk" ? "none on this node: those of role all or bot have them" : $"web chat (Direct Line 3.0 at {Url}v3/directline); Teams {Teams}");
        yield return Row("Graph", Graph);
        yield return Row("Model", Model);
        yield return Row("Contact", Contact ?? "not set: with Desk:Contact people are told how else to reach the service desk");
        yield return Row("Health", $"{Url}health/ready");
        if (SetupUrl is not null) yield return Row("First admin", $"{SetupUrl}   (works once, for a day)");
        yield return "Press Ctrl+C to stop.";
    }

    private static string Row(string name, string value) => $"  {name.PadRight(Column)}{value}";
}
