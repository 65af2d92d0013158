using NodaTime;

namespace HelpDesk.Knowledge.Deflection;

/// <summary>
/// What happened to a question, as facts; judgements are made when they are read. No person's words are in here: <c>QuestionId</c> is the id
/// of the activity that asked, whose text lives (and expires) with the conversation alone.
/// </summary>
public abstract record DeflectionFact
{
    private DeflectionFact() { }

    public abstract string QuestionId { get; init; }
    public abstract Instant At { get; init; }

    /// <param name="Decision">answer, clarify or none.</param>
    public sealed record Asked(string QuestionId, string Decision, double Confidence, string Channel, string? Locale, Instant At) : DeflectionFact;

    public sealed record Shown(string QuestionId, string ArticleId, Instant At) : DeflectionFact;

    public sealed record Voted(string QuestionId, string ArticleId, bool Solved, Instant At) : DeflectionFact;

    /// <summary>The person said that none of the offered articles is it.</summary>
    public sealed record NothingFitted(string QuestionId, Instant At) : DeflectionFact;

    /// <summary>
    /// Somebody marked the answer as helpful or not, with a reaction or in a feedback form: a vote of a kind of its own. A thumb up is a thank-you as
    /// often as it is a fix, so it never makes a confirmed solve; where nothing else is known of a question it is better than nothing.
    /// </summary>
    /// <param name="By">reaction or feedback.</param>
    public sealed record Rated(string QuestionId, string ArticleId, bool Helpful, string By, Instant At) : DeflectionFact;

    /// <summary>One such mark was taken back.</summary>
    public sealed record RatingWithdrawn(string QuestionId, string ArticleId, bool Helpful, string By, Instant At) : DeflectionFact;

    public sealed record AskedForPerson(string QuestionId, Instant At) : DeflectionFact;

    /// <summary>A ticket was opened for the question: whatever is said of its answers later, it was no solve.</summary>
    /// <param name="Ticket">The ticket's id.</param>
    /// <param name="By">asked (the person wanted somebody) or scope (it belongs to another team that must know).</param>
    public sealed record HandedOff(string QuestionId, string Ticket, string By, Instant At) : DeflectionFact;

    /// <summary>The person was shown the way to another team, because the matter is not the desk's.</summary>
    /// <param name="Scope">The path, as the desk's policy names it.</param>
    public sealed record Redirected(string QuestionId, string Scope, Instant At) : DeflectionFact;
}
