namespace HelpDesk.Handoff.Triage;

/// <summary>How many are affected.</summary>
public enum Impact { Person, Team, Department, Company }

/// <summary>How soon it hurts.</summary>
public enum Urgency { Low, Medium, High, Critical }
