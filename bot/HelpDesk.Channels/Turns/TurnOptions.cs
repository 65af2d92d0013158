using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Turns;

/// <summary>How turns are run; section <c>Turns</c> of the configuration.</summary>
public sealed class TurnOptions
{
    public const string Section = "Turns";

    /// <summary>How many conversations are worked on at once.</summary>
    [Range(1, 1024)]
    public int Parallel { get; set; } = 32;

    /// <summary>How often one activity is tried before the person gets the apology.</summary>
    [Range(1, 20)]
    public int Tries { get; set; } = 4;

    /// <summary>How many starts of the process try again what an earlier process ended over, before the person gets the apology.</summary>
    [Range(1, 20)]
    public int Restarts { get; set; } = 2;

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromMilliseconds(250);

    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A turn that takes longer counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A web chat is shown that the bot types when a turn takes longer. Most answers come sooner, and what is passed on to a person the bot does not answer at all.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan TypingAfter { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>For how long a repeated send is recognised. Clients and proxies that repeat do so within seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the store is asked for conversations that wait although nobody woke their lane.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Said once for a message that could not be answered.</summary>
    [Required(ErrorMessage = "Turns:Apology must not be empty.")]
    public string Apology { get; set; } = "Sorry, something went wrong on our side and I could not deal with that message. Please try again.";
}

[OptionsValidator]
public sealed partial class TurnOptionsValidator : IValidateOptions<TurnOptions>;
