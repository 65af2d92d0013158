using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>One field that is wrong, with everything needed to put it right.</summary>
public sealed record FieldProblem(string Field, string Problem, string Fix);

/// <summary>Errors as problem details: a title, plain words, and a reason that programs can key on.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string reason, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = reason });

    public static ProblemHttpResult Fields(IReadOnlyList<FieldProblem> wrong) => TypedResults.Problem(
        string.Join(" ", wrong.Select(w => $"{w.Field}: {w.Problem} {w.Fix}")), statusCode: StatusCodes.Status400BadRequest, title: "Something in the request is not right.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = "bad-request", ["errors"] = wrong });

    public static ProblemHttpResult Field(string field, string problem, string fix) => Fields([new(field, problem, fix)]);

    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "not-found", "Not found.", $"There is no {what} that you may see.");

    public static ProblemHttpResult StoreDown() =>
        Of(StatusCodes.Status503ServiceUnavailable, "store-down", "The desk's store does not answer.", "Nothing is lost. Try again in a moment with the same Idempotency-Key.");

    public static ProblemHttpResult Refused(Refusal reason, string words) =>
        Of(StatusOf(reason), Names<Refusal>.Of(reason), "The desk does not do that now.", words);

    public static ProblemHttpResult Stale(long version) => TypedResults.Problem(
        "The ticket has changed since you looked. Read it again, and decide anew.", statusCode: StatusCodes.Status412PreconditionFailed, title: "Changed meanwhile.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = "changed", ["version"] = version });

    private static int StatusOf(Refusal reason) => reason switch
    {
        Refusal.NoTicket => StatusCodes.Status404NotFound,
        Refusal.NotAllowed => StatusCodes.Status403Forbidden,
        Refusal.UnknownCustomer or Refusal.UnknownPlan or Refusal.UnknownCategory or Refusal.UnknownQueue or Refusal.UnknownSkill or Refusal.UnknownVendor
            or Refusal.UnknownCode or Refusal.WordsMissing or Refusal.WordsTooLong or Refusal.BadTime or Refusal.BadRating or Refusal.BadPercent
            or Refusal.VendorCaseNotFound or Refusal.ToItself => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };
}
