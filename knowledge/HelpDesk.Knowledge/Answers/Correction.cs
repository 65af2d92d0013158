using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Answers;

/// <summary>"Did you mean …": the question with what was probably meant in place of unknown words.</summary>
internal static class Correction
{
    public static string? Of(string question, SearchQuery query)
    {
        var corrected = question;
        for (var i = 0; i < query.Terms.Count; i++)
            if (query.Terms[i] is { Corrected: { } meant, Text: var typed }) corrected = corrected.Replace(typed, meant, StringComparison.OrdinalIgnoreCase);
        return ReferenceEquals(corrected, question) ? null : corrected;
    }
}
