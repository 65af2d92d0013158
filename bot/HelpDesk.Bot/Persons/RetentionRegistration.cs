using HelpDesk.Handoff.Service;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Persons;

internal static class RetentionRegistration
{
    /// <summary>Forgets by the settings of section <c>Retention</c>, where the desk's workers run. The host registers <see cref="IStore"/>, TimeProvider and the desk.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
        services.AddSingleton(provider => new StoredFiles(provider.GetRequiredService<IStore>(), provider.GetRequiredService<HandoffOptions>().BlobFolder));
        services.AddSingleton<RetentionWorker>();
        services.AddHostedService<RetentionLoop>();
        return services;
    }
}
