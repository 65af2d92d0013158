using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.Tests.Handoff.Service.Described;

/// <summary>
/// A client that knows an address, a token and the description that it finds there: which operation has which path, what goes where, what comes back.
/// What the description does not tell it cannot send, and what it is answered must be what the description told.
/// </summary>
internal sealed class DescribedClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly JsonElement _description;
    private readonly DescribedSchema _schema;

    private DescribedClient(HttpClient http, JsonElement description) => (_http, _description, _schema) = (http, description, new DescribedSchema(description));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DescribedClient> ReadAsync(Uri address, string token)
    {
        var http = new HttpClient { BaseAddress = address };
        var description = await http.GetFromJsonAsync<JsonElement>("v1/openapi.json", Ct);
        var scheme = Assert.Single(description.GetProperty("components").GetProperty("securitySchemes").EnumerateObject()).Value;
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new DescribedClient(http, description);
    }

    /// <summary>The names that a field of an operation's body takes.</summary>
    public IReadOnlyList<string> Choices(string operation, string field) =>
        [.. BodyOf(Find(operation).Operation)!.Value.GetProperty("properties").GetProperty(field).GetProperty("enum").EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>Calls an operation by its name. Each value goes where the description says: path, query, header or body.</summary>
    public async Task<JsonElement> CallAsync(string operation, params (string Name, object Value)[] values)
    {
        var (status, json) = await TryAsync(operation, values);
        Assert.True(status is >= 200 and < 300, $"{operation}: {status} {json}");
        return json;
    }

    public async Task<(int Status, JsonElement Json)> TryAsync(string operation, params (string Name, object Value)[] values)
    {
        var (path, method, described) = Find(operation);
        var left = values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), Place(path, described, left, out var headers).TrimStart('/'));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (BodyOf(described) is { } body)
        {
            var content = JsonSerializer.SerializeToElement(left);
            Assert.Empty(_schema.Faults(body, content));
            request.Content = JsonContent.Create(content);
            left.Clear();
        }
        Assert.True(left.Count == 0, $"{operation} has no place for {string.Join(", ", left.Keys)}.");
        using var answer = await _http.SendAsync(request, Ct);
        return ((int)answer.StatusCode, await ReadAsync(operation, described, answer));
    }

    public void Dispose() => _http.Dispose();

    private (string Path, string Method, JsonElement Operation) Find(string operation) =>
        (from path in _description.GetProperty("paths").EnumerateObject()
         from method in path.Value.EnumerateObject()
         where method.Value.GetProperty("operationId").GetString() == operation
         select (path.Name, method.Name, method.Value)).Single();

    private JsonElement? BodyOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) ? _schema.Resolve(body.GetProperty("content").GetProperty("application/json").GetProperty("schema")) : null;

    private static string Place(string path, JsonElement operation, Dictionary<string, object> left, out List<(string Name, string Value)> headers)
    {
        (headers, var query) = ([], new List<string>());
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default)
        {
            var (name, place) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString());
            // A client that may repeat a request gives every request a key.
            if (name == "Idempotency-Key") headers.Add((name, Guid.NewGuid().ToString()));
            if (!left.Remove(name, out var value)) continue;
            if (place == "path") path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value.ToString()!), StringComparison.Ordinal);
            else if (place == "query") query.Add($"{name}={Uri.EscapeDataString(value.ToString()!)}");
            else headers.Add((name, value.ToString()!));
        }
        Assert.DoesNotContain('{', path);
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private async Task<JsonElement> ReadAsync(string operation, JsonElement described, HttpResponseMessage answer)
    {
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(described.GetProperty("responses").TryGetProperty(status, out var response), $"{operation} answers {status}, of which nobody told.");
        var text = await answer.Content.ReadAsStringAsync(Ct);
        if (!response.TryGetProperty("content", out var content))
        {
            Assert.Empty(text);
            return default;
        }
        var json = JsonElement.Parse(text);
        var schema = content.GetProperty(answer.Content.Headers.ContentType!.MediaType!).GetProperty("schema");
        Assert.Empty(_schema.Faults(schema, json));
        return json;
    }
}
