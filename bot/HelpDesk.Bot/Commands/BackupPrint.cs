using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Storage.Backup;

namespace HelpDesk.Bot.Commands;

/// <summary>What the backup commands print: plain lines for people, one JSON object with <c>--json</c>.</summary>
internal static partial class BackupPrint
{
    public static void Proof(string what, string path, BackupProof proof, bool json)
    {
        if (json)
        {
            var printed = new Printed(
                path, proof.TakenAt.ToDateTimeOffset(), proof.Events, proof.Documents, proof.Files, proof.FileBytes, proof.EventsHash, proof.DocumentsHash, proof.FilesHash);
            Console.WriteLine(JsonSerializer.Serialize(printed, Json.Default.Printed));
            return;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {path}, taken {proof.TakenAt.ToDateTimeOffset():yyyy-MM-dd HH:mm:ss}Z: {proof.Events} events, {proof.Documents} documents, {proof.Files} files ({proof.FileBytes} bytes)."));
        Console.WriteLine($"Proof: events {proof.EventsHash}");
        Console.WriteLine($"       documents {proof.DocumentsHash}");
        Console.WriteLine($"       files {proof.FilesHash}");
    }

    private sealed record Printed(
        string File, DateTimeOffset TakenAt, long Events, long Documents, long Files, long FileBytes, string EventsHash, string DocumentsHash, string FilesHash);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Printed))]
    private sealed partial class Json : JsonSerializerContext;
}
