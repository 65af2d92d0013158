namespace HelpDesk.Tests.Storage;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("helpdesk-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
