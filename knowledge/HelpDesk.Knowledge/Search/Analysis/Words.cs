namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>Words that carry no topic. Small on purpose: "on", "off" and "up" tell faults apart and stay.</summary>
internal static class Words
{
    public static readonly IReadOnlySet<string> Stop = Set("""
        a an and any are as at be been being but by can cannot could did do does doing for from had has have having he her him his i if in into is it its
        just me my no nor not of or our she should so some such than that the their them then there these they this those to too us very was we were
        will with would you your yours am im ive id ill youre dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent
        hadnt whats hows its thats theres youve weve theyre
        """);

    // What a question is asked with, not what it is about.
    private static readonly HashSet<string> Question = Set("""
        how what when where which who whom whose why please help need want know tell get got getting make keep keeps kept use using try trying tried
        anyone anybody somebody someone way thanks thank hi hello hey again also now while after before during every all about
        """);

    // Said about nearly everything that reaches a help desk; alone they name no topic.
    private static readonly HashSet<string> Vague = Set("""
        problem problems issue issues error errors trouble computer pc laptop machine device system work works working worked broken broke fail fails failed failing
        stop stops stopped fix fixed fixing thing things stuff something nothing everything wrong bad new old right change happen happens happened support
        today tomorrow good best time times second seconds minute minutes hour hours day days week weeks month months nobody everybody everyone
        always never sometimes often suddenly still really
        """);

    public static bool IsQuestion(ReadOnlySpan<char> word) => Question.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>How often and how long tell no topic either; longer numbers may be codes.</summary>
    public static bool IsVague(ReadOnlySpan<char> word) => word.Length <= 3 && !word.ContainsAnyExceptInRange('0', '9') || Vague.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static HashSet<string> Set(string words) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
