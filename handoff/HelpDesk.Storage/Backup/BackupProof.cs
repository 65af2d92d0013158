using NodaTime;

namespace HelpDesk.Storage.Backup;

/// <summary>What a backup holds, so that two desks can be compared by it.</summary>
/// <param name="TakenAt">When; everything committed before is in it.</param>
/// <param name="Events">How many; also the feed's newest position.</param>
/// <param name="Files">Uploaded files.</param>
/// <param name="FileBytes">Their sizes together.</param>
/// <param name="EventsHash">SHA-256, chained from event to event in the feed's order, as hexadecimal digits.</param>
/// <param name="DocumentsHash">The sum of the SHA-256 of all documents: the same in whatever order they are read.</param>
/// <param name="FilesHash">The same of the files, by name and content.</param>
public sealed record BackupProof(
    Instant TakenAt, long Events, long Documents, long Files, long FileBytes, string EventsHash, string DocumentsHash, string FilesHash);

/// <summary>How far it is.</summary>
/// <param name="Step">In a person's words: "Events", "Documents", "Files", "Checking".</param>
/// <param name="Total">Zero where it is not known.</param>
public readonly record struct BackupProgress(string Step, long Done, long Total);
