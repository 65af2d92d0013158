using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>A folder of this process's own: several nodes may have the same data folder, and each folds for itself.</summary>
internal sealed class NodeFolder : IDisposable
{
    private const int MostNodes = 32;
    private readonly HostLock _lock;

    private NodeFolder(string path, HostLock held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>The first folder below that no other process holds, so that a restart finds its own again.</summary>
    /// <exception cref="StoreException">None can be created or locked.</exception>
    public static NodeFolder Take(string root)
    {
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, $"node-{number}"));
            Create(path);
            try
            {
                return new NodeFolder(path, HostLock.Take(path));
            }
            catch (StoreException) when (number < MostNodes)
            {
                // Another node has it.
            }
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder {path} cannot be created: {e.Message} Set Handoff:ProjectionFolder to a folder that this account may write.", e);
        }
    }
}
