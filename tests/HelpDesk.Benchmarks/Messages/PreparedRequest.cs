using System.Buffers.Text;
using System.Text;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>A request of fixed length, in which only digits change: what a driver sends must cost it next to nothing.</summary>
internal sealed class PreparedRequest
{
    public const int Digits = 9;
    private const string Number = "#########";
    private readonly byte[] _bytes;
    private readonly int[] _numbers;

    public PreparedRequest(Uri server, string token, string serviceUrl, string conversation, bool expectReplies)
    {
        var mode = expectReplies ? "\"deliveryMode\":\"expectReplies\"," : "";
        // Shaped like a recorded message.
        var body = $$$"""
            {"type":"message","text":"turn {{{Number}}}","id":"06d934a9-90af-4e66-b311-{{{Number}}}","from":{"id":"user-id-0","name":"Alex Wilber","aadObjectId":"00000000-0000-0000-0000-0000000000020"},"timestamp":"2026-11-21T22:50:08.290Z","localTimestamp":"2026-11-21T22:50:08.290+00:00","localTimezone":"UTC","serviceUrl":"{{{serviceUrl}}}","conversation":{"conversationType":"personal","tenantId":"00000000-0000-0000-0000-0000000000001","id":"{{{conversation}}}"},"recipient":{"id":"00000000-0000-0000-0000-00000000000011","name":"Test Bot"},"textFormat":"plain","locale":"en-US","entities":[{"type":"clientInfo","locale":"en-US","country":"US","platform":"Web","timezone":"UTC"}],"channelData":{"tenant":{"id":"00000000-0000-0000-0000-0000000000001"}},{{{mode}}}"channelId":"{{{BenchmarkToken.Channel}}}"}
            """;
        _bytes = Encoding.ASCII.GetBytes(
            $"POST /api/messages HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        _numbers = [.. Places(_bytes)];
    }

    public int Length => _bytes.Length;

    /// <summary>Writes the request with this number in it.</summary>
    public void Write(Span<byte> to, int number)
    {
        _bytes.CopyTo(to);
        foreach (var place in _numbers)
            Utf8Formatter.TryFormat(number, to.Slice(place, Digits), out _, new System.Buffers.StandardFormat('D', Digits));
    }

    private static IEnumerable<int> Places(byte[] bytes)
    {
        var number = Encoding.ASCII.GetBytes(Number);
        for (var at = bytes.AsSpan().IndexOf(number); at >= 0;)
        {
            yield return at;
            var next = bytes.AsSpan(at + Digits).IndexOf(number);
            at = next < 0 ? -1 : at + Digits + next;
        }
    }
}
