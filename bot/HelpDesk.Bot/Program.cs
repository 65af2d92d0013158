using HelpDesk.Bot.Commands;
using HelpDesk.Bot.Hosting;

var line = CommandLineSettings.Split(args);
return await CommandTree.Build(line.Settings).Parse(line.Rest).InvokeAsync();
