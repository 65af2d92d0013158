using System.Reflection;
using HelpDesk.Handoff.Service.Storing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>The request is refused without it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NeededAttribute : Attribute;

/// <summary>Takes one of some names.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal abstract class ChoiceAttribute(IReadOnlyList<string> names) : Attribute
{
    public IReadOnlyList<string> Names => names;
}

/// <summary>Takes the name of one of the values.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class ChoiceAttribute<T>() : ChoiceAttribute(Names<T>.All) where T : struct, Enum;

/// <summary>
/// Says of requests what can be left out and which names a field takes. Everything in them is nullable, so that whatever is wrong is told in one answer;
/// read from that alone, the description would demand every field and explain none.
/// </summary>
internal static class RequestShapes
{
    private const string Named = "Request";

    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (schema.Properties is not { Count: > 0 } properties || !type.Name.EndsWith(Named, StringComparison.Ordinal)) return Task.CompletedTask;
        var parameters = type.GetConstructors()[0].GetParameters().ToDictionary(p => p.Name!, StringComparer.OrdinalIgnoreCase);
        schema.Required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, property) in properties)
        {
            if (!parameters.TryGetValue(name, out var parameter) || property is not OpenApiSchema field) continue;
            if (parameter.GetCustomAttribute<NeededAttribute>() is not null) schema.Required.Add(name);
            // Leaving it out is how nothing is said.
            field.Type &= ~JsonSchemaType.Null;
            if (parameter.GetCustomAttribute<ChoiceAttribute>() is { } choice) field.Enum = [.. choice.Names.Select(n => (System.Text.Json.Nodes.JsonNode)n)];
        }
        return Task.CompletedTask;
    }
}
