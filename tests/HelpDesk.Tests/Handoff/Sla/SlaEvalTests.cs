using HelpDesk.Handoff.Sla.Evaluation;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class SlaEvalTests
{
    [Fact]
    public void All_cases_of_other_systems_come_out_the_same()
    {
        var report = SlaEval.Run(SlaFiles.Read("sla_cases.json"));

        Assert.Equal(["98 passed, 0 failed"], report.Lines());
    }

    [Theory]
    [InlineData("", "not valid JSON at line 1")]
    [InlineData("{\n \"cases\": [\n nonsense", "not valid JSON at line 3")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{}", "no list 'cases'")]
    [InlineData("""{"cases": 7}""", "no list 'cases'")]
    public void A_file_that_cannot_be_read_is_one_clear_error(string text, string said)
    {
        var report = SlaEval.Run(text);

        Assert.Contains(said, report.Lines().First());
        Assert.Equal("0 passed, 1 failed", report.Lines().Last());
        Assert.False(report.Succeeded);
    }

    [Theory]
    [InlineData("""{"id":"x","kind":"moon","calendar":"c"}""", "failed x (moon): this kind is unknown")]
    [InlineData("""{"id":"x","calendar":"c"}""", "failed x (): 'kind' is missing")]
    [InlineData("""{"kind":"open","calendar":"d","start":"2006-01-02T10:00:00Z","open":true}""", "failed case 1 (open): there is no calendar 'd'")]
    [InlineData("""{"kind":"open","calendar":"c","start":"yesterday","open":true}""", "failed case 1 (open): 'yesterday' is no instant")]
    [InlineData("""{"kind":"open","calendar":"c","open":true}""", "failed case 1 (open): 'start' is missing")]
    [InlineData("""{"kind":"open","calendar":"c","start":"2006-01-02T08:59:59.999Z","open":true}""", "failed case 1 (open): expected open, got closed")]
    [InlineData("""{"kind":"due","calendar":"c","start":"2006-01-02T09:00:00Z","duration_seconds":60,"due":"2006-01-02T09:02:00Z"}""",
        "failed case 1 (due): expected 2006-01-02T09:02:00Z, got 2006-01-02T09:01:00Z")]
    [InlineData("""{"kind":"due","calendar":"bad","start":"2006-01-02T09:00:00Z","duration_seconds":60,"due":null}""", "failed case 1 (due): 'Mars/Base' is not a known time zone")]
    [InlineData("""{"kind":"elapsed","calendar":"c","start":"2006-01-02T09:00:00Z","end":"2006-01-02T10:00:00Z","elapsed_seconds":"an hour"}""",
        "failed case 1 (elapsed): \"an hour\" is no number of seconds")]
    public void A_case_that_fails_says_why(string json, string line)
    {
        var report = SlaEval.Run($$$"""{"calendars":{"c":{"week":{"mon":[["09:00","17:00"]]}},"bad":{"time_zone":"Mars/Base"}},"cases":[{{{json}}}]}""");

        Assert.Equal([line, "0 passed, 1 failed"], report.Lines());
    }

    [Fact]
    public void Every_form_of_the_optional_keys_is_understood()
    {
        var report = SlaEval.Run(SlaFiles.Read("eval_forms.json"));

        Assert.Equal(["76 passed, 0 failed"], report.Lines());
    }
}
