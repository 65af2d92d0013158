// Processes for the desk's tests to kill.
// node <seconds> <settings>…: the whole program, its clock so many seconds before or after the machine's.
// agent <url> <ticket>: an agent's console; its bearer token comes on the first line of the input. It takes the ticket, says "accepted", and from then on only that it is there.
using System.Globalization;
using HelpDesk.Bot.Hosting;
using HelpDesk.DeskHost;

return args switch
{
    ["node", var seconds, .. var settings] =>
        await HelpDeskHost.RunAsync(settings, new ShiftedClock(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))), CancellationToken.None),
    ["agent", var url, var ticket] => await AgentConsole.RunAsync(new Uri(url), ticket, Console.ReadLine()!),
    _ => 2,
};
