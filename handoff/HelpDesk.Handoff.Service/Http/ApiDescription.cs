using HelpDesk.Handoff.Service.Repeats;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>What the description of the API says beyond its shapes: how to sign in, which headers there are.</summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "HelpDesk queue service";
            document.Info.Version = "v1";
            document.Info.Description = "Tickets, claims, agents and the feed of one help desk. Errors are problem details with a 'reason'; every POST takes an Idempotency-Key; changes of a ticket take If-Match with the ETag that was seen.";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of the desk's sign-in, or a service key." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(RequestShapes.DescribeAsync);
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var query in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p is { In: ParameterLocation.Query, Name.Length: > 0 }) ?? [])
                query.Name = char.ToLowerInvariant(query.Name![0]) + query.Name[1..];
            if (context.Description.HttpMethod == "POST")
            {
                Add(operation, OnceMiddleware.Header, "The same key with the same request gets the first answer again; at most 200 characters, kept for 24 hours.");
                if (context.Description.RelativePath?.Contains("{ticket}", StringComparison.Ordinal) == true)
                    Add(operation, "If-Match", "The ETag of the ticket as it was seen; refused with 412 where it has changed.");
            }
            return Task.CompletedTask;
        });
    }

    private static void Add(OpenApiOperation operation, string header, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { Name = header, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
    }
}
