using System.Globalization;

namespace HelpDesk.Storage.Sqlite;

/// <summary>One host per folder. The operating system holds the lock and frees it however the process ends.</summary>
internal sealed class HostLock : IDisposable
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _held;

    private HostLock(FileStream held) => _held = held;

    public static HostLock Take(string folder)
    {
        try
        {
            return new HostLock(Hold(folder));
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new StoreException($"A HelpDesk host is already running on {folder}{Owner(folder)}. Stop it first, or set Data:Path to another folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder {folder} cannot be written: {e.Message} Give the account that runs HelpDesk write access, or set Data:Path to another folder.", e);
        }
    }

    public void Dispose() => _held.Dispose();

    private static FileStream Hold(string folder)
    {
        var held = new FileStream(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            // In a file of its own: nobody can read a locked one, and the next to come wants to know who holds it.
            File.WriteAllText(PidFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw;
        }
    }

    private static string PidFile(string folder) => Path.Combine(folder, "host.pid");

    private static string Owner(string folder)
    {
        try
        {
            return $" (process {File.ReadAllText(PidFile(folder))})";
        }
        catch (IOException)
        {
            return ""; // It has the lock but has not written its number yet.
        }
    }
}
