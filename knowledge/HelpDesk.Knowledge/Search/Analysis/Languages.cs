namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>How words of one language are read.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="Stemmer">Null where words stay whole.</param>
/// <param name="Stop">Words that carry no topic; they also tell the language of a text.</param>
internal sealed record Language(string Code, IStemmer? Stemmer, IReadOnlySet<string> Stop)
{
    public bool IsStop(string word) => Stop.Contains(word);
}

/// <summary>The languages that are known; any other keeps all its words, whole.</summary>
internal static class Languages
{
    public const string English = "en";

    public static readonly IReadOnlyList<Language> All =
    [
        new(English, new PorterStemmer(), Words.Stop),
        new("de", new SuffixStemmer("äaöoüuéeèe", "ss ß>ss erinnen>er innen>er in>", "ungen>ung keiten>keit heiten>heit ern em en er es st e s n"), Set("""
            der die das den dem des ein eine einen einem einer eines und oder aber ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch mein meine meinen meinem meiner
            dein deine ihre ihren sein seine ist sind war waren bin bist hat habe haben hatte wird werden wurde kann können konnte muss müssen soll nicht kein keine keinen
            zu zum zur im in an am auf aus bei beim mit nach von vom vor für über unter um durch als wenn dass weil ob wie auch nur noch schon sehr sich man hier da dann denn
            so was wer wo welche welcher welches dieser diese dieses diesem diesen bitte
            """)),
        new("fr", new SuffixStemmer("àaâaäaéeèeêeëeîiïiôoöoûuùuüuçc", "issements>iss issement>iss ations>ation ateurs>at ateur>at atrices>at atrice>at aux>al eux>eu s x", "issons>i issez>i issent>i ement>e eront erait erais eaient aient eons ions ements>e ement>e ent er ez ees ee es e ation>at ir>i", "t>t i e"), Set("""
            le la les l un une des du de d et ou mais je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
            ce cet cette ces c qui que qu quoi dont où est sont suis es était être ai as a avons avez ont avait avoir ne n pas plus à au aux en dans sur sous par pour avec sans
            comment quand si y été fait faire peut peux puis dois lors très aussi
            """)),
        new("es", new SuffixStemmer("áaéeíióoúuüu", "iones>ion ces>z amientos>amiento imientos>imiento adores>ador es s", "amiento imiento aciones>acion adora>ador ando iendo aron ieron aban ado ido ada ida ar er ir o a e"), Set("""
            el la los las un una unos unas de del y o pero yo tú él ella nosotros ellos ellas me te se nos mi mis tu tus su sus lo le les que qué quien cual es son soy era ser está
            están estoy estar he ha han había haber no en a al con sin por para desde hasta sobre entre como cómo cuando cuándo donde dónde si ya muy también más este esta estos estas
            ese esa eso esto hay puedo puede
            """)),
        new("it", new SuffixStemmer("àaèeéeìiòoùu", "azioni>azion azione>azion amenti>ament amento>ament imenti>iment imento>iment chi>co che>ca ghi>go ghe>ga", "ando endo ato ata ati ate ito ita iti ite uto uta are ere ire ono ano o a i e"), Set("""
            il lo la i gli le l un uno una di del dello della dei degli delle d e o ma io tu lui lei noi voi loro mi ti si ci vi mio mia miei mie tuo tua suo sua nostro che chi cui
            è sono sei era essere ho hai ha abbiamo hanno avere non in nel nella nei a al alla ai con senza per da dal dalla su sul sulla tra fra come quando dove se anche più molto
            questo questa questi queste quello quella posso può
            """)),
        new("nl", new SuffixStemmer("ëeïiéeèeöoüu", "heden>heid ingen>ing tjes>t etjes je jes eren>er elen>el en s", "eerde eerd ende end te de e"), Set("""
            de het een en of maar ik jij je u hij zij ze wij we jullie mij me mijn jouw uw zijn haar ons onze hun dit dat deze die wat wie waar welke is was waren ben bent wordt
            worden heeft heb hebben had kan kunnen moet moeten zal niet geen te in op aan uit bij met naar van voor over onder om door als dan er ook nog al wel zeer hoe wanneer
            """)),
        new("pt", new SuffixStemmer("áaâaãaàaéeêeíióoôoõoúuçc", "coes>cao oes>ao aes>ao ais>al eis>el ois>ol ns>m res>r zes>z s", "amento imento adora>ador ando endo indo aram eram avam ado ido ada ida ar er ir o a e"), Set("""
            o a os as um uma uns umas de do da dos das e ou mas eu tu ele ela nós vocês eles elas você me te se nos meu minha meus minhas seu sua seus suas lhe que quem qual é são sou era
            ser está estão estou estar tenho tem têm tinha ter não em no na nos nas ao à aos às com sem por para pelo pela desde até sobre entre como quando onde já muito também mais este
            esta isso isto aquele posso pode
            """)),
    ];

    private static readonly Language Unknown = new("", null, new HashSet<string>(StringComparer.Ordinal));

    /// <param name="tag">BCP 47, such as <c>en-US</c>.</param>
    public static Language Find(string tag)
    {
        var code = CodeOf(tag);
        return All.FirstOrDefault(language => language.Code == code) ?? Unknown;
    }

    /// <summary>The language part of a BCP 47 tag, lower case.</summary>
    public static string CodeOf(string tag)
    {
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }

    private static HashSet<string> Set(string words) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
