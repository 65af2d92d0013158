using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>A text that a person has labelled with the category it belongs to.</summary>
public sealed record LabelledLine(CategoryId Label, string Text);
