using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Handoff.Service;

/// <summary>What a node does: everything, only the bot's side (rules and lists, no API, no workers), or the desk's.</summary>
public enum NodeRole { All, Bot, Desk }

/// <summary>Configuration section <c>Handoff</c>.</summary>
public sealed class HandoffOptions
{
    public const string Section = "Handoff";

    /// <summary>Also <c>--role</c>.</summary>
    [EnumDataType(typeof(NodeRole), ErrorMessage = "Handoff:Role is none of all, bot, desk.")]
    public NodeRole Role { get; set; } = NodeRole.All;

    /// <summary>The name of this desk in callers' claims; 1 to 100 characters.</summary>
    [Required(ErrorMessage = "Handoff:Desk is empty. Give the desk a short name, such as helpdesk.")]
    [StringLength(100, ErrorMessage = "Handoff:Desk is longer than 100 characters.")]
    public string Desk { get; set; } = "helpdesk";

    /// <summary>The folder of the policy files; the shipped ones beside the program where empty.</summary>
    public string? Policy { get; set; }

    /// <summary>The folder of attached files; <c>{Data:Path}/blobs</c> where configuration is bound.</summary>
    [Required(ErrorMessage = "Handoff:BlobFolder is empty: set Data:Path.")]
    public string BlobFolder { get; set; } = "";

    /// <summary>The most bytes of one attached file.</summary>
    [Range(1024L, 1024L * 1024 * 1024, ErrorMessage = "Handoff:MaxAttachmentBytes must be between 1024 and 1073741824.")]
    public long MaxAttachmentBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>A node that runs the workers keeps its lease this long without renewing it; 5 to 300 seconds.</summary>
    [Range(5, 300, ErrorMessage = "Handoff:LeaseSeconds must be between 5 and 300.")]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>An agent's console that says nothing for this long has lost its connection; the policy's grace begins then. 10 to 300 seconds.</summary>
    [Range(10, 300, ErrorMessage = "Handoff:ContactSeconds must be between 10 and 300.")]
    public int ContactSeconds { get; set; } = 30;

    /// <summary>Webhooks may go to plain http addresses, of this machine only.</summary>
    public bool LocalWebhooks { get; set; }

    internal bool ServesDesk => Role is NodeRole.All or NodeRole.Desk;
    internal Duration Lease => Duration.FromSeconds(LeaseSeconds);
    internal Duration Contact => Duration.FromSeconds(ContactSeconds);
}

[OptionsValidator]
public sealed partial class HandoffOptionsValidator : IValidateOptions<HandoffOptions>;
