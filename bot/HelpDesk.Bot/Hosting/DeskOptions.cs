using System.ComponentModel.DataAnnotations;
using HelpDesk.Bot.Handoffs;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Desk</c>: what this help desk is called and how else it is reached.</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>How else the service desk is reached, said to people when nobody answers in the chat, such as "phone 4357 or it@contoso.com"; at most 200 characters.</summary>
    [StringLength(200, ErrorMessage = "Desk:Contact is longer than 200 characters. Shorten it to a phone number, an address or both.")]
    public string? Contact { get; set; }

    /// <summary>What agents are called in front of the people they help: first, full or none.</summary>
    [EnumDataType(typeof(AgentNaming), ErrorMessage = "Desk:AgentNames is none of first, full, none.")]
    public AgentNaming AgentNames { get; set; } = AgentNaming.First;
}

[OptionsValidator]
public sealed partial class DeskOptionsValidator : IValidateOptions<DeskOptions>;
