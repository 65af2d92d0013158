using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

internal static class CategoriesFile
{
    public static Sequence<Category> Read(MapReader file)
    {
        var categories = file.Maps("categories", required: true).Select(Category).ToList();
        file.Done();
        return [.. categories];
    }

    private static Category Category(MapReader map)
    {
        var id = new CategoryId(map.Id("id", Names.Category));
        var words = map.Texts("words");
        if (words.Count == 0)
            map.Odd("words", "No words lead to this category.", "Add the words that people use for it.");
        var category = new Category(
            id, map.Text("title", "Passwords and sign-in"), map.One("kind", Vocabulary.Kinds, TicketKind.Incident), words,
            map.One("impact", Vocabulary.Impacts), map.One("urgency", Vocabulary.Urgencies), [], new Route(Tier.ServiceDesk, []));
        category = map.Map("route", required: true) is { } routes ? WithRoutes(category, routes) : category;
        map.Done();
        return category;
    }

    private static Category WithRoutes(Category category, MapReader map)
    {
        var otherwise = map.Map("default", required: true) is { } usual ? Route(usual) : category.Otherwise;
        var own = Vocabulary.Priorities
            .Select(p => map.Map(p.Key) is { } route ? new PriorityRoute(p.Value, Route(route)) : null)
            .OfType<PriorityRoute>().ToList();
        map.Done();
        return category with { Otherwise = otherwise, Routes = [.. own] };
    }

    private static Route Route(MapReader map)
    {
        var route = new Route(map.One("tier", Vocabulary.StaffedTiers), Skills(map));
        map.Done();
        return route;
    }

    private static Sequence<SkillNeed> Skills(MapReader route)
    {
        if (route.Map("skills") is not { } map) return [];
        var needs = new List<SkillNeed>();
        foreach (var skill in map.Keys)
        {
            map.Refer(skill, Names.Skill);
            needs.Add(new(new(skill), map.Number(skill, 1, 5, 1)));
        }
        return [.. needs];
    }
}
