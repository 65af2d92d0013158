using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Hosting;

/// <summary>
/// Data Protection's keys (cookies, antiforgery) in the store, sealed, so that every node reads what another wrote. The framework asks for them
/// synchronously, at start and every few hours.
/// </summary>
internal sealed class StoredKeys(IStore store, SecretBox box, TimeProvider time) : IXmlRepository
{
    private const string Collection = "data-protection";
    private const int MostKeys = 1000;

    public IReadOnlyCollection<XElement> GetAllElements() =>
    [
        .. store.ListAsync(Collection, null, MostKeys, time.GetCurrentInstant(), CancellationToken.None).GetAwaiter().GetResult()
            .Select(document => Open(document)).OfType<XElement>(),
    ];

    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new DocumentKey(Collection, string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString() : friendlyName);
        var text = box.Seal(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Collection);
        var write = new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(text, StoredKeyJson.Default.String));
        store.CommitAsync(new Commit(time.GetCurrentInstant()) { Writes = [write] }, CancellationToken.None).GetAwaiter().GetResult();
    }

    // A key sealed by an operator's key that is gone opens nothing any more; the framework makes a new one.
    private XElement? Open(StoredDocument document) =>
        JsonSerializer.Deserialize(document.Json.Span, StoredKeyJson.Default.String) is { } text && box.TryOpen(text, Collection, out var xml)
            ? XElement.Parse(Encoding.UTF8.GetString(xml))
            : null;
}

internal static class StoredKeysRegistration
{
    public static IServiceCollection AddStoredKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("HelpDesk.Bot");
        // It warns of keys that no encryptor of its own wraps; these are sealed on their way to the store.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton<StoredKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<StoredKeys>()));
        return services;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class StoredKeyJson : System.Text.Json.Serialization.JsonSerializerContext;
