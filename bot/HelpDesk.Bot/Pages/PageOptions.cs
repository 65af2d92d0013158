using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Pages;

/// <summary>How the web chat names and colours itself: the settings <c>WebChat:Title</c>, <c>WebChat:Accent</c> and <c>WebChat:Language</c>.</summary>
public sealed class PageOptions
{
    public const string Section = "WebChat";

    /// <summary>The desk's name, as people know it.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string Title { get; set; } = "IT Help";

    /// <summary>One colour, <c>#rrggbb</c>. What stands on it is drawn in black or white, whichever reads better.</summary>
    [RegularExpression("^#[0-9a-fA-F]{6}$", ErrorMessage = "WebChat:Accent must be a colour of the form #rrggbb, for example #5b5fc7.")]
    public string Accent { get; set; } = "#5b5fc7";

    /// <summary>The language of the page's own words, a BCP 47 tag. English where there is no translation.</summary>
    [RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", ErrorMessage = "WebChat:Language must be a language tag, for example en or de-AT.")]
    public string Language { get; set; } = "en";
}

/// <summary>Checks <see cref="PageOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class PageOptionsValidator : IValidateOptions<PageOptions>;
