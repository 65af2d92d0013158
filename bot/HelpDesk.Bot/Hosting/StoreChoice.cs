using HelpDesk.Storage;
using HelpDesk.Storage.Backup;
using HelpDesk.Storage.Redis;
using HelpDesk.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Which store the settings name: the same for the host and for every command.</summary>
internal sealed class StoreChoice
{
    private readonly RedisStoreOptions? _redis;
    private readonly ILogger? _log;

    /// <exception cref="OptionsValidationException">A setting of <c>Data</c> or <c>Store</c> is wrong.</exception>
    public StoreChoice(IConfiguration configuration, ILogger? log = null)
    {
        var data = Valid(configuration.Read<DataOptions>(DataOptions.Section), new DataOptionsValidator(), DataOptions.Section);
        var store = Valid(configuration.Read<StoreOptions>(StoreOptions.Section), new StoreOptionsValidator(), StoreOptions.Section);
        (Folder, _log) = (data.FullPath, log);
        if (!string.IsNullOrWhiteSpace(store.Redis)) _redis = new RedisStoreOptions(store.Redis, store.Desk, store.AllowLoss);
    }

    /// <summary>Of the embedded store, and of uploaded files in any case.</summary>
    public string Folder { get; }

    /// <summary>Whether other nodes may use it too.</summary>
    public bool IsShared => _redis is not null;

    /// <summary>Where uploaded files are.</summary>
    public string BlobFolder => Path.Combine(Folder, "blobs");

    /// <summary>Whether there is something to open without creating it; of a Redis that is not known before.</summary>
    public bool Exists => _redis is not null || File.Exists(Path.Combine(Folder, SqliteStore.FileName));

    /// <exception cref="StoreException">It cannot be opened; the message says what to do.</exception>
    public async Task<ICopyableStore> OpenAsync(StoreAccess access, CancellationToken ct) => _redis is null
        ? await SqliteStore.OpenAsync(Folder, access, TimeProvider.System, _log, ct)
        : await RedisStore.OpenAsync(_redis, TimeProvider.System, _log, ct);

    /// <summary>Opens the desk to be filled with a backup.</summary>
    /// <exception cref="StoreException">It is in use, or it holds something and <paramref name="replace"/> is false.</exception>
    public async Task<IStoreFilling> FillAsync(bool replace, CancellationToken ct) => _redis is null
        ? await SqliteFilling.BeginAsync(Folder, replace, ct)
        : await RedisFilling.BeginAsync(_redis, replace, ct);

    /// <summary>For people: where everything is, without a password.</summary>
    public string Describe() => _redis is null
        ? $"SQLite in {Folder}"
        : $"Redis at {_redis.Where}, desk {_redis.Desk}{(_redis.AllowLoss ? " (losses are accepted)" : "")}; files in {BlobFolder}";

    private static T Valid<T>(T options, IValidateOptions<T> validator, string section) where T : class
    {
        var result = validator.Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(section, typeof(T), result.Failures) : options;
    }
}
