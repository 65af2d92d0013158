using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Policy.Reading;

internal static class DeskFile
{
    public static DeskSettings Read(MapReader map)
    {
        var settings = new DeskSettings
        {
            Name = map.Text("name", "IT Help"),
            Zone = map.Zone("zone"),
            Languages = Languages.Read(map, "languages"),
            DefaultQueue = new(map.Reference("defaultQueue", Names.Queue)),
            Numbers = Numbers(map.Map("numbers", required: true)),
            Resolutions = Resolutions(map),
            Emergency = Emergency(map.Map("emergency", required: true)),
            Reopen = map.Span("reopen", Duration.FromDays(7)),
            AutoClose = map.Span("autoClose", Duration.FromDays(3)),
            SilentAgent = map.Span("silentAgent", Duration.FromMinutes(5)),
            DisconnectGrace = map.Span("disconnectGrace", Duration.FromSeconds(60)),
            OfferTime = map.Span("offer", Duration.FromSeconds(30)),
            ImplicitSolve = map.Span("implicitSolve", Duration.FromHours(72)),
            OffersPerAgent = map.Number("offersPerAgent", 1, 20, 1),
            DeclineRemembered = map.Span("declineRemembered", Duration.FromMinutes(10)),
            LastAgentHold = map.Span("lastAgentHold", Duration.FromMinutes(2)),
            LastAgentRemembered = map.Span("lastAgentRemembered", Duration.FromHours(72)),
            Capacity = Capacity(map.Map("capacity")),
        };
        if (settings.Reopen < settings.AutoClose)
            map.Wrong("reopen", "A ticket could no longer be reopened before it closes by itself.", "Make 'reopen' at least as long as 'autoClose'.");
        map.Done();
        return settings;
    }

    private static NumberPrefixes Numbers(MapReader? map)
    {
        if (map is null) return new("", "", "");
        var prefixes = new NumberPrefixes(map.Text("incident", "INC"), map.Text("request", "REQ"), map.Text("problem", "PRB"));
        map.Done();
        return prefixes;
    }

    private static Sequence<ResolutionCode> Resolutions(MapReader map)
    {
        var codes = new List<ResolutionCode>();
        foreach (var item in map.Maps("resolutions", required: true))
        {
            codes.Add(new(item.Id("code", "resolution code"), item.Text("title", "Fixed")));
            item.Done();
        }
        return [.. codes];
    }

    private static EmergencyPlan Emergency(MapReader? map)
    {
        if (map is null) return new([], [], "");
        var plan = new EmergencyPlan(map.Texts("onCall", required: true), map.Texts("broadcast"), map.Text("say", "We know that {subject}."));
        map.Done();
        return plan;
    }

    private static Sequence<ChannelCapacity> Capacity(MapReader? map)
    {
        if (map is null) return [];
        Sequence<ChannelCapacity> all = [.. Vocabulary.Channels.Where(c => map.Has(c.Key)).Select(c => new ChannelCapacity(c.Value, map.Number(c.Key, 1, 100, 1)))];
        map.Done();
        return all;
    }
}
