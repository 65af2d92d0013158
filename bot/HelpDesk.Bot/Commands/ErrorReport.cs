using System.Net.Sockets;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Commands;

/// <summary>Turns what an operator can mend into plain lines on standard error and exit code 1; a bug keeps its stack.</summary>
internal static class ErrorReport
{
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is StoreException or WrongKeyException)
        {
            return Fail(e.Message);
        }
        catch (OptionsValidationException e)
        {
            return Fail([.. e.Failures.Select(f => Explain(e.OptionsType, f))]);
        }
        catch (InvalidOperationException e) when (e.Source == "Microsoft.Extensions.Configuration.Binder")
        {
            return Fail($"{e.Message} Correct the value, or leave it out for the default.");
        }
        catch (IOException e) when (e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Fail($"{e.Message} Stop the other program, or start with --urls http://localhost:4000.");
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    /// <summary>The generated validators say "Member: The field Options.Member …"; an operator knows the setting as "Section:Member".</summary>
    private static string Explain(Type options, string failure)
    {
        var section = options.GetField("Section")?.GetRawConstantValue() as string;
        if (section is null || failure.Split(": ", 2) is not [var member, var text]) return failure;
        var key = $"{section}:{member}";
        text = text.Replace($"The field {options.Name}.{member}", "the value", StringComparison.Ordinal);
        return text.Contains(key, StringComparison.Ordinal) ? text : $"{key}: {text}";
    }

    public static int Fail(params string[] problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine($"error: {problem}");
        return 1;
    }
}
