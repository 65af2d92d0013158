using System.Text;
using HelpDesk.Bot.Hosting;
using HelpDesk.ChannelHost;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HelpDesk.Tests.Bot.Hosting;

public sealed class StoredKeysTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, TimeProvider.System, log: null, Ct);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void What_one_node_protected_another_one_reads()
    {
        using var one = Node(EchoHost.Box);
        using var two = Node(EchoHost.Box);
        var cookie = Protector(one).Protect("alex");
        Assert.Equal("alex", Protector(two).Unprotect(cookie));
    }

    [Fact]
    public async Task The_keys_lie_sealed_in_the_store()
    {
        using var node = Node(EchoHost.Box);
        Protector(node).Protect("alex");
        var stored = await _store.ListAsync("data-protection", null, 10, SystemClock.Instance.GetCurrentInstant(), Ct);
        Assert.DoesNotContain("<", Encoding.UTF8.GetString(Assert.Single(stored).Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_with_another_operators_key_reads_nothing_of_it()
    {
        using var one = Node(EchoHost.Box);
        using var other = Node(new SecretBox([.. Enumerable.Repeat((byte)9, SecretBox.KeyBytes)]));
        var cookie = Protector(one).Protect("alex");
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Protector(other).Unprotect(cookie));
    }

    private ServiceProvider Node(SecretBox box) => new ServiceCollection()
        .AddLogging().AddSingleton(_store).AddSingleton(box).AddSingleton(TimeProvider.System).AddStoredKeys().BuildServiceProvider();

    private static IDataProtector Protector(ServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("sign-in");
}
