using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>Activities that no channel sends: recordings with fields dropped, replaced, doubled, deepened and filled with strange characters.</summary>
internal static class Fuzz
{
    private static readonly JsonObject[] Bodies = [.. Recording.Posted.Select(Recording.Body)];

    private static readonly string[] Strange =
    [
        "null", "true", "0", "-1", "1e400", "1e-400", "\"\"", "[]", "{}", "[null]", "{\"\":null}", "\"\\u0000\"", "\"\\ud83d\"", "\"\\udE00x\"", "\"\\\\ud83d\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"expectReplies\"", "\"invoke\"", "\"webchat\"", "\"../..\"", "\"a/b\"", "\"\u202e\u0301\"", "\"\uFFFF\"",
        $"\"{new string('y', 3000)}\"", "99999999999999999999", "\"http://[::1\"", "\"{0}\"", "\"adaptiveCard/action\"",
    ];

    private static readonly string[] Names =
    [
        "type", "id", "name", "text", "value", "from", "recipient", "conversation", "channelId", "serviceUrl", "timestamp", "localTimestamp", "deliveryMode", "replyToId",
        "attachments", "entities", "membersAdded", "reactionsAdded", "channelData", "relatesTo", "suggestedActions", "locale", "action", "code", "Type", "TEXT", "__proto__", "$ref", "new",
    ];

    private static readonly Gen<Func<Text, Text>> Change = Gen.OneOf(
        from name in Gen.Elements(Names) select (Func<Text, Text>)(text => text.Without(name)),
        from name in Gen.Elements(Names) from value in Gen.Elements(Strange) select (Func<Text, Text>)(text => text.With(name, value)),
        from name in Gen.Elements(Names) from value in Gen.Elements(Strange) select (Func<Text, Text>)(text => text.Doubled(name, value)),
        from name in Gen.Elements(Names) from depth in Gen.Choose(1, 80) select (Func<Text, Text>)(text => text.With(name, $"{string.Concat(Enumerable.Repeat("{\"a\":[", depth))}1{string.Concat(Enumerable.Repeat("]}", depth))}")),
        from name in Gen.Elements(Names) from words in Gen.ListOf(Gen.Choose(0, 0xFFFF)) select (Func<Text, Text>)(text => text.With(name, Escaped(words))));

    // Few are broken as a whole: those say little after the first.
    private static readonly Gen<Func<byte[], byte[]>> Damage = Gen.Frequency(
        (96, Gen.Constant<Func<byte[], byte[]>>(body => body)),
        (2, from at in Gen.Choose(0, 2000) select (Func<byte[], byte[]>)(body => body[..Math.Min(at, body.Length)])),
        (2, from at in Gen.Choose(0, 2000) from with in Gen.Choose(0, 255) select (Func<byte[], byte[]>)(body => Hit(body, at, (byte)with))));

    /// <summary>Bodies to be posted.</summary>
    public static Gen<byte[]> Posts =>
        from body in Gen.Elements(Bodies)
        from conversation in Gen.Choose(0, 199)
        from unique in Gen.Choose(0, int.MaxValue - 1)
        from changes in Gen.Choose(0, 5).SelectMany(count => Change.ListOf(count))
        from damage in Damage
        select damage(changes.Aggregate(Text.Of(body, conversation, unique), (text, change) => change(text)).Bytes());

    private static byte[] Hit(byte[] body, int at, byte with)
    {
        if (at < body.Length)
            body[at] = with;
        return body;
    }

    private static string Escaped(IEnumerable<int> units) => $"\"{string.Concat(units.Select(unit => $"\\u{unit:x4}"))}\"";

    /// <summary>An object as its members' texts, so that it can be what no object model holds.</summary>
    internal sealed record Text(IReadOnlyList<(string Name, string Json)> Members)
    {
        public static Text Of(JsonObject body, int conversation, int unique) =>
            new Text([.. body.Select(member => (member.Key, member.Value?.ToJsonString() ?? "null"))])
                .With("id", $"\"{unique}\"").With("conversation", $$"""{"id":"c{{conversation}}"}""").With("serviceUrl", "\"http://127.0.0.1:1/\"");

        public Text Without(string name) => new([.. Members.Where(member => member.Name != name)]);

        public Text With(string name, string json) => new([.. Members.Where(member => member.Name != name), (name, json)]);

        public Text Doubled(string name, string json) => new([.. Members, (name, json)]);

        public byte[] Bytes() => Encoding.UTF8.GetBytes($"{{{string.Join(',', Members.Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Json}"))}}}");
    }
}
