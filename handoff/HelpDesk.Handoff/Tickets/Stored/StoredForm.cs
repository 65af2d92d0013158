using NodaTime;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>An event as it is stored: a name that never follows a class name, the version of its shape, UTF-8 JSON.</summary>
public sealed record StoredForm(string Type, int Schema, ReadOnlyMemory<byte> Json, Instant At);
