using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

internal static class QueuesFile
{
    public static Sequence<Queue> Read(MapReader file)
    {
        var queues = file.Maps("queues", required: true).Select(map => (Map: map, Queue: Queue(map))).ToList();
        foreach (var (map, queue) in queues)
            CheckOverflow(map, queue, [.. queues.Select(q => q.Queue)]);
        foreach (var (word, tier) in Vocabulary.StaffedTiers)
        {
            if (file.Has("queues") && queues.TrueForAll(q => q.Queue.Tier != tier || q.Queue.Categories.Count > 0))
                file.Wrong("queues", $"The tier '{word}' has no general queue: tickets of some categories would wait nowhere.", "Add a queue of that tier without 'categories'.");
        }
        file.Done();
        return [.. queues.Select(q => q.Queue)];
    }

    private static Queue Queue(MapReader map)
    {
        var queue = new Queue(
            new(map.Id("id", Names.Queue)), map.Text("title", "Service desk"), map.One("tier", Vocabulary.StaffedTiers), map.Flag("pull", otherwise: false),
            map.One("match", Vocabulary.Matches, MatchBy.LongestIdle), [.. map.References("categories", Names.Category).Select(c => new CategoryId(c))],
            Relax(map), Overflow(map.Map("overflow")));
        map.Done();
        return queue;
    }

    private static Sequence<Relaxation> Relax(MapReader queue)
    {
        var steps = new List<Relaxation>();
        foreach (var map in queue.Maps("relax"))
        {
            var step = new Relaxation(map.Span("after", default), map.Number("by", 1, 5, 1));
            if (!map.Has("after")) map.Wrong("after", "This is missing.", "Add 'after: 5 min'.");
            if (steps.Count > 0 && map.Has("after") && (step.After <= steps[^1].After || step.By <= steps[^1].By))
                map.Wrong("after", "Each step must come later than the one before and relax more.", "Put the steps in order.");
            steps.Add(step);
            map.Done();
        }
        return [.. steps];
    }

    private static Overflow? Overflow(MapReader? map)
    {
        if (map is null) return null;
        var overflow = new Overflow(new(map.Reference("to", Names.Queue)), Waits(map), map.Has("length") ? map.Number("length", 1, 100_000, 1) : null);
        if (!map.Has("after") && !map.Has("length"))
            map.Wrong("to", "Nothing says when tickets overflow.", "Add 'after: 20 min' or 'length: 50', or both.");
        map.Done();
        return overflow;
    }

    /// <summary>One wait for all priorities, or a mapping of priorities to waits.</summary>
    private static Sequence<PriorityWait> Waits(MapReader overflow)
    {
        if (!overflow.Has("after")) return [];
        if (!overflow.IsMap("after"))
            return overflow.SpanOrNull("after") is { } all ? [.. Vocabulary.Priorities.Values.Select(p => new PriorityWait(p, all))] : [];
        if (overflow.Map("after") is not { } map) return [];
        Sequence<PriorityWait> waits = [.. Vocabulary.Priorities.Where(p => map.Has(p.Key)).Select(p => new PriorityWait(p.Value, map.Span(p.Key, default)))];
        map.Done();
        return waits;
    }

    /// <summary>Tickets overflow one tier up, to people who know more; so no chain of queues can run in a circle or skip a tier.</summary>
    private static void CheckOverflow(MapReader map, Queue queue, IReadOnlyList<Queue> all)
    {
        if (queue.Overflow is { } overflow && all.FirstOrDefault(q => q.Id == overflow.To) is { } to && to.Tier != queue.Tier + 1)
            map.Wrong("overflow", $"Tickets would overflow to '{to.Id}', which is not the next tier.", "Name a queue of the tier above.");
    }
}
