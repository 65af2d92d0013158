using HelpDesk.Knowledge.Articles;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Tests.Knowledge;

/// <summary>A store and a folder for article files, both gone after the test.</summary>
internal sealed class Scratch : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("knowledge");

    private Scratch() { }

    public required IStore Store { get; init; }

    public string Folder => Path.Combine(_root.FullName, "articles");

    public static async Task<Scratch> CreateAsync()
    {
        var data = Directory.CreateTempSubdirectory("store");
        var store = await SqliteStore.OpenAsync(data.FullName, StoreAccess.Host, TimeProvider.System, null, TestContext.Current.CancellationToken);
        var scratch = new Scratch { Store = store, Data = data };
        Directory.CreateDirectory(scratch.Folder);
        return scratch;
    }

    public required DirectoryInfo Data { get; init; }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public static Article Article(string id, string title, string body, params string[] keywords) =>
        new() { Id = new ArticleId(id), Title = title, Body = body, Keywords = keywords };

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _root.Delete(recursive: true);
        Data.Delete(recursive: true);
    }
}
