using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>A policy file's root, or the problem with its YAML.</summary>
internal static class YamlText
{
    public static YamlKeys? Root(PolicyText file, List<SlaProblem> problems)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(file.Text));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return new(file.File, "", 1, root, problems);
            problems.Add(new(file.File, 1, "(file)", "the file is empty or is no mapping", "Begin with 'key: value' lines."));
        }
        catch (YamlException broken)
        {
            problems.Add(new(file.File, (int)broken.Start.Line, "(file)", $"not valid YAML: {broken.Message}", "Check indentation, colons, quotes and doubled keys on this line."));
        }

        return null;
    }
}
