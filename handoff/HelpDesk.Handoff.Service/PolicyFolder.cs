using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Writing;
using Microsoft.Extensions.Options;

namespace HelpDesk.Handoff.Service;

/// <summary>Reads the policy that the desk starts with.</summary>
public static class PolicyFolder
{
    private static readonly string[] Endings = [".yaml", ".yml", ".tsv", ".ics"];

    /// <exception cref="OptionsValidationException">The folder is missing or its files are no policy: one line for each error, with file, line, problem and fix.</exception>
    public static PolicyBook Read(HandoffOptions options)
    {
        var folder = Path.GetFullPath(string.IsNullOrEmpty(options.Policy) ? Path.Combine(AppContext.BaseDirectory, "policy") : options.Policy);
        if (!Directory.Exists(folder)) throw Invalid([$"Handoff:Policy: {folder} is not a folder. Correct the path, or leave it out for the policy that comes with the product."]);
        var files = Directory.EnumerateFiles(folder).Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
        var (policy, check) = HelpDeskPolicy.Read(files);
        return policy is null ? throw Invalid([.. check.Errors.Select(e => $"Handoff:Policy: {e}")]) : new PolicyBook(policy, files);
    }

    private static OptionsValidationException Invalid(string[] problems) => new(HandoffOptions.Section, typeof(HandoffOptions), problems);
}
