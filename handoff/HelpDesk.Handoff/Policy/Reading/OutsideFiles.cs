using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary><c>scope.yaml</c> and <c>vendors.yaml</c>: what others do.</summary>
internal static class OutsideFiles
{
    public static Sequence<ScopePath> Scope(MapReader file)
    {
        var paths = file.Maps("scope", required: true).Select(ScopePath).ToList();
        file.Done();
        return [.. paths];
    }

    private static ScopePath ScopePath(MapReader map)
    {
        var path = new ScopePath(
            map.Id("id", Names.Scope), map.Text("title", "Payroll"), map.Texts("words", required: true), map.Text("path", "Payroll team, payroll@example.com"),
            map.Text("say", "Payroll can help you with that."), map.Has("priority") ? map.One("priority", Vocabulary.Priorities) : null,
            map.ReferenceOrNull("queue", Names.Queue) is { } queue ? new QueueId(queue) : null);
        if (path.Queue is not null && path.Priority is null)
            map.Wrong("queue", "A queue is named, but no priority: no ticket is opened.", "Add 'priority: P1', or remove 'queue'.");
        map.Done();
        return path;
    }

    public static Sequence<Vendor> Vendors(MapReader file)
    {
        var vendors = file.Maps("vendors", required: true).Select(Vendor).ToList();
        file.Done();
        return [.. vendors];
    }

    private static Vendor Vendor(MapReader map)
    {
        var vendor = new Vendor(
            new(map.Id("id", Names.Vendor)), map.Text("name", "Contoso Printers"), map.Text("contact", "support@example.com"), map.Text("hours", "Mon-Fri 8:00-18:00"),
            map.Texts("products"));
        map.Done();
        return vendor;
    }
}
