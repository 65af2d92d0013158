namespace HelpDesk.Handoff.Tickets;

/// <summary>
/// A ticket's events without what they say of people, pure. Kinds, times, agents, priorities, clocks, ratings and codes stay: everything that counts and measures
/// gives the same answers afterwards. Erasing what is erased changes nothing.
/// </summary>
public static class Erasing
{
    /// <summary>Stands where a text stood.</summary>
    public const string Words = "(erased)";

    /// <summary>Whom a ticket names once its person is erased: others cannot be told by it, but within the ticket it stays one and the same person.</summary>
    public static PersonId PersonOf(TicketId ticket) => new($"erased:{ticket}");

    /// <summary>Without words and files, and with the people that <paramref name="rename"/> gives.</summary>
    public static TicketEvent All(TicketEvent happened, Func<PersonId, PersonId> rename) => Named(Wordless(happened), rename);

    /// <summary>Of somebody else's ticket: what a person wrote or did there loses its words and the person's id; all else stays.</summary>
    public static TicketEvent PartOf(TicketEvent happened, Func<PersonId, bool> isPerson, PersonId instead)
    {
        var isBy = WriterOf(happened) is { } writer && isPerson(writer);
        return Named(isBy ? Wordless(happened) : happened, p => isPerson(p) ? instead : p);
    }

    /// <summary>Without its files.</summary>
    public static TicketEvent Files(TicketEvent happened) => happened switch
    {
        TicketEvent.Replied { Attachments.Count: > 0 } e => e with { Attachments = [] },
        TicketEvent.CustomerWrote { Attachments.Count: > 0 } e => e with { Attachments = [] },
        _ => happened,
    };

    public static Sequence<Attachment> FilesOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Replied e => e.Attachments,
        TicketEvent.CustomerWrote e => e.Attachments,
        _ => [],
    };

    /// <summary>Everybody whom an event names who is not of the desk.</summary>
    public static IReadOnlyList<PersonId> PeopleOf(TicketEvent happened)
    {
        var people = new List<PersonId>();
        Named(happened, person =>
        {
            people.Add(person);
            return person;
        });
        return people;
    }

    private static PersonId? WriterOf(TicketEvent happened) => happened switch
    {
        TicketEvent.CustomerWrote e => e.Person,
        TicketEvent.Surveyed e => e.Person,
        TicketEvent.Noted e => e.By.Person,
        TicketEvent.Amended e => e.By.Person,
        TicketEvent.Cancelled e => e.By.Person,
        TicketEvent.Reopened e => e.By.Person,
        TicketEvent.Resolved e => e.By.Person,
        TicketEvent.Resumed e => e.By.Person,
        _ => null,
    };

    // What the desk itself wrote for everybody stays: root causes, known errors, what was told of a major incident; and a vendor's own reference and contact.
    private static TicketEvent Wordless(TicketEvent happened) => happened switch
    {
        TicketEvent.Opened e => e with { Subject = Gone(e.Subject), Transcript = null },
        TicketEvent.Triaged e => e with { Why = [] },
        TicketEvent.OfferDeclined e => e with { Reason = Gone(e.Reason) },
        TicketEvent.Replied e => e with { Text = Gone(e.Text), Attachments = [] },
        TicketEvent.Noted e => e with { Text = Gone(e.Text) },
        TicketEvent.Amended { Text: { } text } e => e with { Text = Gone(text) },
        TicketEvent.CustomerWrote e => e with { Text = Gone(e.Text), Attachments = [] },
        TicketEvent.Paused e => e with { Why = Gone(e.Why) },
        TicketEvent.Resumed e => e with { Why = Gone(e.Why) },
        TicketEvent.Escalated e => e with { Reason = Gone(e.Reason) },
        TicketEvent.Transferred e => e with { Reason = Gone(e.Reason) },
        TicketEvent.Reprioritised e => e with { Reason = Gone(e.Reason) },
        TicketEvent.PlanChanged e => e with { Reason = Gone(e.Reason) },
        TicketEvent.Resolved e => e with { Note = Gone(e.Note) },
        TicketEvent.Reopened e => e with { Reason = Gone(e.Reason) },
        TicketEvent.Cancelled e => e with { Why = Gone(e.Why) },
        TicketEvent.Surveyed e => e with { Comment = null },
        TicketEvent.VendorCaseUpdated e => e with { Update = Gone(e.Update) },
        TicketEvent.VendorCaseClosed e => e with { Outcome = Gone(e.Outcome) },
        _ => happened,
    };

    private static string Gone(string text) => text.Length == 0 ? text : Words;

    private static TicketEvent Named(TicketEvent happened, Func<PersonId, PersonId> rename)
    {
        Actor By(Actor by) => by.Person is { } person ? by with { Person = rename(person) } : by;
        return happened switch
        {
            TicketEvent.Opened e => e with { Person = rename(e.Person), By = By(e.By) },
            TicketEvent.Triaged e => e with { By = By(e.By) },
            TicketEvent.Noted e => e with { By = By(e.By) },
            TicketEvent.Amended e => e with { By = By(e.By) },
            TicketEvent.CustomerWrote e => e with { Person = rename(e.Person) },
            TicketEvent.Paused e => e with { By = By(e.By) },
            TicketEvent.Resumed e => e with { By = By(e.By) },
            TicketEvent.Escalated e => e with { By = By(e.By) },
            TicketEvent.Transferred e => e with { By = By(e.By) },
            TicketEvent.Reprioritised e => e with { By = By(e.By) },
            TicketEvent.PlanChanged e => e with { By = By(e.By) },
            TicketEvent.PolicyReapplied e => e with { By = By(e.By) },
            TicketEvent.Linked e => e with { By = By(e.By) },
            TicketEvent.Unlinked e => e with { By = By(e.By) },
            TicketEvent.MergedInto e => e with { By = By(e.By) },
            TicketEvent.DuplicateAbsorbed e => e with { People = [.. e.People.Select(rename)], By = By(e.By) },
            TicketEvent.Resolved e => e with { By = By(e.By) },
            TicketEvent.Confirmed e => e with { Person = rename(e.Person) },
            TicketEvent.Reopened e => e with { By = By(e.By) },
            TicketEvent.Closed e => e with { By = By(e.By) },
            TicketEvent.Cancelled e => e with { By = By(e.By) },
            TicketEvent.Surveyed e => e with { Person = rename(e.Person) },
            TicketEvent.VendorCaseOpened e => e with { By = By(e.By) },
            TicketEvent.VendorCaseUpdated e => e with { By = By(e.By) },
            TicketEvent.VendorCaseClosed e => e with { By = By(e.By) },
            TicketEvent.RootCauseRecorded e => e with { By = By(e.By) },
            TicketEvent.KnownErrorRecorded e => e with { By = By(e.By) },
            TicketEvent.MajorIncidentDeclared e => e with { By = By(e.By) },
            TicketEvent.MajorIncidentUpdated e => e with { By = By(e.By) },
            TicketEvent.FollowerAdded e => e with { Person = rename(e.Person), By = By(e.By) },
            TicketEvent.FollowerRemoved e => e with { Person = rename(e.Person), By = By(e.By) },
            _ => happened,
        };
    }
}
