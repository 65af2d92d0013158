namespace HelpDesk.Bot.Hosting;

/// <summary>One set of sources for the host and for every command: appsettings beside the program, environment, then the command line.</summary>
public static class AppConfiguration
{
    public static IConfiguration Build(string[] settings) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: false)
        .AddEnvironmentVariables()
        .AddCommandLine(settings)
        .Build();

    public static T Read<T>(this IConfiguration configuration, string section) where T : new()
    {
        var options = new T();
        configuration.GetSection(section).Bind(options);
        return options;
    }
}
