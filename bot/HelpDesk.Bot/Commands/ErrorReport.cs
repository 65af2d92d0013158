using System.Net.Sockets;
using HelpDesk.Storage;
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
        catch (StoreException e)
        {
            return Fail(e.Message);
        }
        catch (OptionsValidationException e)
        {
            return Fail([.. e.Failures]);
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

    public static int Fail(params string[] problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine($"error: {problem}");
        return 1;
    }
}
