using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Persons;

/// <summary>After how long what people said is forgotten; section <c>Retention</c>. What is not set is kept: nothing goes that nobody decided on. Whole days as <c>365.00:00:00</c>.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";
    private const string Least = "1.00:00:00", Most = "36500.00:00:00";

    /// <summary>What was said to the bot, each message by its own age.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan? Conversations { get; set; }

    /// <summary>Tickets that have been closed, cancelled or merged for this long.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan? Tickets { get; set; }

    /// <summary>Uploaded files, in conversations and tickets, open ones too.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan? Attachments { get; set; }

    /// <summary>Who did what to accounts and rights.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan? Audit { get; set; }

    internal bool IsOn => Conversations is not null || Tickets is not null || Attachments is not null || Audit is not null;
}

[OptionsValidator]
public sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
