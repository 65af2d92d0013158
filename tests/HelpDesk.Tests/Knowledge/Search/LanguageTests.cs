using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Tests.Knowledge.Search;

public sealed class LanguageTests
{
    private static readonly (string Id, string Language, string Title, string Body)[] Shelf =
    [
        ("en-password", "en", "Reset your password", "Forgot the password? Choose a new one on the account page."),
        ("en-printer", "en", "Printer is offline", "Turn the printer on and print a test page."),
        ("de-drucker", "de", "Der Drucker druckt nicht", "Schalten Sie den Drucker aus und wieder ein. Prüfen Sie die Papierfächer und die Netzwerkverbindung."),
        ("de-kennwort", "de", "Kennwort zurücksetzen", "Wenn Sie Ihr Kennwort vergessen haben, wählen Sie auf der Kontoseite ein neues."),
        ("fr-imprimante", "fr", "L'imprimante ne fonctionne pas", "Éteignez puis rallumez l'imprimante. Vérifiez que le papier n'est pas coincé."),
        ("fr-motdepasse", "fr", "Réinitialiser votre mot de passe", "Vous avez oublié votre mot de passe ? Choisissez-en un nouveau sur la page du compte."),
        ("es-correo", "es", "El buzón de correo está lleno", "Elimine los mensajes antiguos y vacíe la papelera."),
        ("it-rete", "it", "La rete non funziona", "Riavviare il router e controllare i cavi."),
        ("nl-scherm", "nl", "Het scherm blijft zwart", "Controleer de kabels van uw schermen en start de computer opnieuw."),
        ("pt-arquivos", "pt", "Recuperar arquivos apagados", "Abra a lixeira e restaure o arquivo."),
        ("el-kodikos", "el", "Επαναφορά κωδικού πρόσβασης", "Ξεχάσατε τον κωδικό σας; Επιλέξτε νέο."),
        ("ar-tabia", "ar", "الطابعة لا تعمل", "أعد تشغيل الطابعة وتحقق من الورق."),
        ("ja-password", "ja", "パスワードをリセットする", "パスワードを忘れた場合は、アカウントページで変更します。"),
        ("ko-printer", "ko", "프린터가 인쇄되지 않음", "프린터를 껐다가 다시 켜십시오."),
    ];

    [Theory]
    [InlineData("mein Drucker druckt nichts mehr", "de-drucker")]
    [InlineData("ich habe das Kennwort vergessen", "de-kennwort")]
    [InlineData("Papierfach prüfen", "de-drucker")]
    [InlineData("les imprimantes ne fonctionnent pas", "fr-imprimante")]
    [InlineData("j'ai oublié mon mot de passe", "fr-motdepasse")]
    [InlineData("reinitialiser mot de passe", "fr-motdepasse")]
    [InlineData("tengo el buzón lleno de correos", "es-correo")]
    [InlineData("le reti non funzionano", "it-rete")]
    [InlineData("mijn schermen blijven zwart", "nl-scherm")]
    [InlineData("recuperar um arquivo apagado", "pt-arquivos")]
    [InlineData("κωδικού πρόσβασης", "el-kodikos")]
    [InlineData("κωδικου προσβασης", "el-kodikos")]
    [InlineData("الطابعة لا تعمل", "ar-tabia")]
    [InlineData("パスワードを忘れた", "ja-password")]
    [InlineData("프린터 인쇄", "ko-printer")]
    [InlineData("forgot my password", "en-password")]
    public void A_question_finds_the_article_in_its_language(string question, string article)
    {
        var index = new MemoryArticleIndex();
        index.Apply([.. Shelf.Select(a => new IndexEntry(new ArticleId(a.Id), a.Title, "", "", a.Body) { Language = a.Language })], []);
        var hits = new SearchHits();
        new ArticleSearch(index, Synonyms.Default, RankingWeights.Default).Find(question, ArticleFilter.Any, 50, null, hits);
        Assert.Equal(article, hits.Ranked[0].Id.Value);
    }

    [Theory]
    [InlineData("How do I reset the password of my account?", "en")]
    [InlineData("Wie kann ich mein Kennwort zurücksetzen?", "de")]
    [InlineData("Comment puis-je réinitialiser mon mot de passe ?", "fr")]
    [InlineData("¿Cómo puedo cambiar la contraseña de mi cuenta?", "es")]
    [InlineData("Come posso cambiare la password del mio account?", "it")]
    [InlineData("Hoe kan ik het wachtwoord van mijn account wijzigen?", "nl")]
    [InlineData("Como posso alterar a senha da minha conta?", "pt")]
    [InlineData("0x80070005", "en")]
    public void The_language_of_a_text_is_told_by_its_small_words(string text, string language) => Assert.Equal(language, LanguageDetection.Detect(text, "en"));

    [Theory]
    [InlineData("de", "Drucker Druckern")]
    [InlineData("de", "Verbindungen Verbindung")]
    [InlineData("fr", "imprimantes imprimante")]
    [InlineData("es", "impresoras impresora")]
    [InlineData("it", "stampanti stampante")]
    [InlineData("nl", "schermen scherm")]
    [InlineData("pt", "impressoras impressora")]
    public void Forms_of_a_word_share_a_stem(string language, string words)
    {
        var found = new WordList();
        new Analyzer(language).Analyze(words, 0, found);
        Assert.Single(found.Where(word => !word.IsExtra).Select(word => word.Word.Term).Distinct(StringComparer.Ordinal));
    }
}
