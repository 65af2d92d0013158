using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Data</c>.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>The folder of the embedded store and of uploaded files; relative paths start at the caller's folder.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Data:Path is empty. Set it to a folder that this program may write to, such as ./data.")]
    public string Path { get; set; } = "data";

    public string FullPath => System.IO.Path.GetFullPath(Path);
}

[OptionsValidator]
public sealed partial class DataOptionsValidator : IValidateOptions<DataOptions>;
