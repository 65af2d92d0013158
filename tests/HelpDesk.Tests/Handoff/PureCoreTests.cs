using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Tests.Handoff;

/// <summary>The core is text and values in, values out: what it was compiled against shows it.</summary>
public sealed class PureCoreTests
{
    private static readonly string[] Forbidden =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.StreamReader", "System.IO.StreamWriter",
        "System.Console", "System.TimeProvider", "System.Random", "System.Threading.Thread", "System.Threading.Timer", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch", "NodaTime.SystemClock", "NodaTime.IClock",
    ];

    private static readonly string[] ForbiddenMembers =
        [
            "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Environment.GetEnvironmentVariable", "System.Environment.get_TickCount64", "System.Environment.get_MachineName",
            "System.Environment.get_CurrentDirectory", "System.Guid.NewGuid", "System.Threading.Tasks.Task.Delay",
        ];

    [Fact]
    public void It_references_no_host_no_store_and_no_network()
    {
        using var file = Open();
        var names = Read(file).AssemblyReferences.Select(a => Read(file).GetString(Read(file).GetAssemblyReference(a).Name)).ToList();

        Assert.Contains("NodaTime", names);
        Assert.DoesNotContain(names, n => n.StartsWith("Microsoft.", StringComparison.Ordinal) || n.StartsWith("HelpDesk.", StringComparison.Ordinal)
            || n.StartsWith("System.Net", StringComparison.Ordinal) || n.StartsWith("System.IO", StringComparison.Ordinal) || n is "System.Console" or "System.Diagnostics.Process");
    }

    [Fact]
    public void It_uses_no_type_that_reads_files_clocks_or_chance()
    {
        using var file = Open();
        var types = Read(file).TypeReferences.Select(t => TypeName(Read(file), t)).ToList();

        Assert.Contains("NodaTime.Instant", types);
        Assert.Empty(types.Intersect(Forbidden));
        Assert.DoesNotContain(types, t => t.StartsWith("System.Net.", StringComparison.Ordinal));
    }

    [Fact]
    public void It_calls_nothing_that_asks_for_the_time_or_makes_ids()
    {
        using var file = Open();
        var reader = Read(file);
        var members = reader.MemberReferences.Select(reader.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{TypeName(reader, (TypeReferenceHandle)m.Parent)}.{reader.GetString(m.Name)}").ToList();

        Assert.Contains("NodaTime.Instant.ToUnixTimeTicks", members);
        Assert.Empty(members.Intersect(ForbiddenMembers));
    }

    private static PEReader Open() => new(File.OpenRead(typeof(Ticket).Assembly.Location));

    private static MetadataReader Read(PEReader file) => file.GetMetadataReader();

    private static string TypeName(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
