using System.Reflection;
using System.Text.Json.Serialization;

namespace HelpDesk.Handoff.Service.Storing;

/// <summary>The public names of an enum's members: the stored name where it has one, else the member's in lower case with dashes.</summary>
internal static class Names<T> where T : struct, Enum
{
    private static readonly (T Value, string Name)[] Members = [.. typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => ((T)f.GetValue(null)!, NameOf(f)))];
    private static readonly Dictionary<T, string> ByValue = Members.ToDictionary(m => m.Value, m => m.Name);
    private static readonly Dictionary<string, T> ByName = Members.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> All { get; } = [.. Members.Select(m => m.Name)];

    public static string Of(T value) => ByValue[value];

    public static bool TryParse(string? name, out T value)
    {
        value = default;
        return name is not null && ByName.TryGetValue(name.Trim(), out value);
    }

    private static string NameOf(FieldInfo field) =>
        field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? Dashed(field.Name);

    private static string Dashed(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 && !char.IsUpper(name[i - 1]) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
