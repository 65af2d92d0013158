namespace HelpDesk.Handoff.Agents;

/// <summary>What an agent tells the desk about himself. Only <see cref="Available"/> is offered work; the others keep what they hold.</summary>
public enum Presence { Offline, Available, Busy, Away, WrapUp }

/// <summary>Chats are live and need an answer now; tickets are worked on without the person waiting in the chat.</summary>
public enum WorkKind { Chat, Ticket }
