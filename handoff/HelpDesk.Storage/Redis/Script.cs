using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace HelpDesk.Storage.Redis;

/// <summary>A Lua script that Redis knows by its hash once it was loaded.</summary>
internal sealed class Script
{
    public static readonly Script Commit = new("commit.lua"), Stream = new("stream.lua"), List = new("list.lua"), Probe = new("probe.lua"),
        CopyBegin = new("copy-begin.lua"), CopyRenew = new("copy-renew.lua"), CopyEnd = new("copy-end.lua");

    private Script(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Text = reader.ReadToEnd();
        // Redis names scripts by SHA-1; nothing is secured by it.
#pragma warning disable CA5350
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(Text));
#pragma warning restore CA5350
    }

    public string Text { get; }

    public byte[] Hash { get; }
}
