using System.Text.Json;
using System.Xml.Linq;
using HelpDesk.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Storing;

/// <summary>
/// Data Protection's keys in the store, so that every node reads what another protected and nothing lies outside the data. The framework's contract is
/// synchronous; it asks at start and when a key is made, a few times a year.
/// </summary>
internal sealed class StoredKeys(IStore store, TimeProvider time) : IXmlRepository
{
    private const string Collection = "data-protection-key";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. store.ReadAllAsync(Collection, time.GetCurrentInstant(), CancellationToken.None).GetAwaiter().GetResult()
            .Select(d => XElement.Parse(JsonSerializer.Deserialize(d.Json.Span, StoredJson.Default.String)!))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.CommitAsync(new Commit(time.GetCurrentInstant())
        {
            Writes = [Documents.Put(new DocumentKey(Collection, friendlyName), element.ToString(SaveOptions.DisableFormatting), StoredJson.Default.String)],
        }, CancellationToken.None).GetAwaiter().GetResult();
}
