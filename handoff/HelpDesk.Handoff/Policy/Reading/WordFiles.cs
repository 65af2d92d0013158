using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary><c>requests.yaml</c> and <c>canned.yaml</c>.</summary>
internal static class WordFiles
{
    public static Sequence<RequestForm> Requests(MapReader file)
    {
        var forms = file.Maps("requests", required: true).Select(Form).ToList();
        file.Done();
        return [.. forms];
    }

    private static RequestForm Form(MapReader map)
    {
        var form = new RequestForm(
            map.Id("id", "request form"), map.Text("title", "New software"), new(map.Reference("category", Names.Category)),
            map.One("priority", Vocabulary.Priorities, Priority.P4), map.One("approval", Vocabulary.Approvals, Approval.None),
            [.. map.Maps("fields", required: true).Select(Field)]);
        foreach (var twice in form.Fields.GroupBy(f => f.Id, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            map.Wrong("fields", $"The field '{twice.Key}' is there twice.", "Give each field its own id.");
        map.Done();
        return form;
    }

    private static FormField Field(MapReader map)
    {
        var field = new FormField(
            map.Text("id", "system"), map.Text("label", "Which system?"), map.One("type", Vocabulary.FieldTypes, FieldType.Text),
            map.Flag("required", otherwise: true), map.Texts("choices"), map.TextOrNull("hint"));
        if (field.Type == FieldType.Choice && field.Choices.Count < 2)
            map.Wrong("type", "A choice needs at least two choices.", "Add 'choices: [one, another]'.");
        if (field.Type != FieldType.Choice && field.Choices.Count > 0)
            map.Wrong("choices", "Only a choice has choices.", "Write 'type: choice', or remove them.");
        map.Done();
        return field;
    }

    public static Sequence<CannedReply> Canned(MapReader file)
    {
        var replies = file.Maps("canned", required: true).Select(Reply).ToList();
        file.Done();
        return [.. replies];
    }

    private static CannedReply Reply(MapReader map)
    {
        var category = map.ReferenceOrNull("category", Names.Category);
        var texts = map.Map("text", required: true) is { } text ? LanguageTexts(text) : [];
        var reply = new CannedReply(map.Id("id", "canned reply"), map.Text("title", "Asking for a screenshot"), category is null ? null : new CategoryId(category), texts);
        map.Done();
        return reply;
    }

    private static Sequence<LanguageText> LanguageTexts(MapReader map)
    {
        var texts = new List<LanguageText>();
        foreach (var language in map.Keys)
        {
            if (!Languages.IsLanguage(language)) map.Wrong(language, $"'{language}' is not a language.", "Write languages as en, de or pt-BR.");
            var text = map.Text(language);
            foreach (var variable in CannedText.VariablesIn(text).Where(v => !CannedText.Variables.ContainsKey(v)))
                map.Wrong(language, $"There is no variable '{{{variable}}}'.", Findings.Suggest(variable, [.. CannedText.Variables.Keys]));
            texts.Add(new(language, text));
        }
        return [.. texts];
    }
}
