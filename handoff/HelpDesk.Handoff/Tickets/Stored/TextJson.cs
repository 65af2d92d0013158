using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>A value that is stored as one text.</summary>
internal abstract class TextJson<T> : JsonConverter<T>
{
    protected abstract bool TryParse(string text, out T value);
    protected abstract string Format(T value);

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && TryParse(text, out var value) ? value : throw new JsonException($"Not a {typeof(T).Name}.");

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));
}

/// <summary>ISO 8601 in UTC, to the nanosecond.</summary>
internal sealed class InstantJson : TextJson<Instant>
{
    protected override bool TryParse(string text, out Instant value) => InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out value);
    protected override string Format(Instant value) => InstantPattern.ExtendedIso.Format(value);
}

internal sealed class TicketIdJson : TextJson<TicketId>
{
    protected override bool TryParse(string text, out TicketId value)
    {
        var parsed = Guid.TryParse(text, out var id);
        value = new(id);
        return parsed;
    }

    protected override string Format(TicketId value) => value.ToString();
}

internal sealed class AgentIdJson : TextJson<AgentId>
{
    protected override bool TryParse(string text, out AgentId value)
    {
        var parsed = Guid.TryParse(text, out var id);
        value = new(id);
        return parsed;
    }

    protected override string Format(AgentId value) => value.ToString();
}

/// <summary>An id that is a text already.</summary>
internal abstract class NameJson<T>(Func<string, T> named, Func<T, string> name) : TextJson<T>
{
    protected sealed override bool TryParse(string text, out T value)
    {
        value = named(text);
        return true;
    }

    protected sealed override string Format(T value) => name(value);
}

internal sealed class PersonIdJson() : NameJson<PersonId>(t => new(t), v => v.Value);

internal sealed class CustomerIdJson() : NameJson<CustomerId>(t => new(t), v => v.Value);

internal sealed class CategoryIdJson() : NameJson<CategoryId>(t => new(t), v => v.Value);

internal sealed class SkillIdJson() : NameJson<SkillId>(t => new(t), v => v.Value);

internal sealed class QueueIdJson() : NameJson<QueueId>(t => new(t), v => v.Value);

internal sealed class PlanIdJson() : NameJson<PlanId>(t => new(t), v => v.Value);

internal sealed class VendorIdJson() : NameJson<VendorId>(t => new(t), v => v.Value);

internal sealed class MessageIdJson() : NameJson<MessageId>(t => new(t), v => v.Value);

internal sealed class ArticleIdJson() : NameJson<ArticleId>(t => new(t), v => v.Value);
