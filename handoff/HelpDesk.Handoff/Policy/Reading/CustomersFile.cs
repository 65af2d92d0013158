using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

internal static class CustomersFile
{
    public static Sequence<Customer> Read(MapReader file)
    {
        var tenants = new HashSet<Guid>();
        var customers = new List<Customer>();
        foreach (var map in file.Maps("customers", required: true))
            customers.Add(Customer(map, tenants));
        if (file.Has("customers") && customers.Count == 0)
            file.Wrong("customers", "The desk serves nobody.", "Add at least one customer: a company that serves itself is its own.");
        file.Done();
        return [.. customers];
    }

    private static Customer Customer(MapReader map, HashSet<Guid> tenants)
    {
        var customer = new Customer(
            new(map.Id("id", Names.Customer)), map.Text("name", "Contoso"), Tenant(map, tenants), new(map.Reference("plan", Names.Plan)),
            map.Zone("zone"), Languages.Read(map, "languages"));
        map.Done();
        return customer;
    }

    private static Guid? Tenant(MapReader map, HashSet<Guid> tenants)
    {
        if (map.TextOrNull("tenant") is not { } text) return null;
        if (!Guid.TryParse(text, out var tenant))
        {
            map.Wrong("tenant", $"'{text}' is not a tenant id.", "Copy the directory (tenant) id from the Entra admin centre: 8-4-4-4-12 hexadecimal digits.");
            return null;
        }
        if (!tenants.Add(tenant))
            map.Wrong("tenant", "Another customer has this tenant: whose ticket would it be?", "Give each customer its own tenant.");
        return tenant;
    }
}
