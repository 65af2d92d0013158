using HelpDesk.Tests.Bot.Hosting;

namespace HelpDesk.Tests.Bot.Commands;

/// <summary><c>policy check</c> and <c>sla eval</c> as an operator runs them.</summary>
public sealed class DeskCommandsTests
{
    [Fact]
    public async Task The_shipped_policy_is_checked_where_no_folder_is_named()
    {
        await using var program = new HelpDeskProgram();
        var (code, printed, error) = await program.RunAsync("policy", "check");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("^Policy [0-9a-f]{16} is valid: .* macro-F1 0[.][89][0-9]+[.]$", printed.TrimEnd());
    }

    [Fact]
    public async Task A_wrong_policy_is_told_with_lines_and_exit_code_1()
    {
        await using var program = new HelpDeskProgram();
        var folder = Directory.CreateDirectory(Path.Combine(program.Data, "policy"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "policy")))
            File.WriteAllText(Path.Combine(folder.FullName, Path.GetFileName(file)), File.ReadAllText(file).Replace("offer: 30 s", "offer: soon", StringComparison.Ordinal));

        var (code, printed, _) = await program.RunAsync("policy", "check", folder.FullName);
        var (jsonCode, json, _) = await program.RunAsync("policy", "check", "--json", folder.FullName);

        Assert.Equal((1, 1), (code, jsonCode));
        Assert.Contains("error   desk.yaml:18: offer: 'soon' is not a length of time. Write it like", printed, StringComparison.Ordinal);
        Assert.Equal(1, System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("{ \"calendars\": { \"c\": { \"week\": \"24/7\" } }, \"cases\": [ { \"id\": \"a\", \"kind\": \"due\", \"calendar\": \"c\", \"start\": \"2026-01-05T00:00Z\", \"duration_minutes\": 60, \"due\": \"2026-01-05T01:00Z\" } ] }", 0, "1 passed, 0 failed")]
    [InlineData("{ \"calendars\": { \"c\": { \"week\": \"24/7\" } }, \"cases\": [ { \"id\": \"a\", \"kind\": \"due\", \"calendar\": \"c\", \"start\": \"2026-01-05T00:00Z\", \"duration_minutes\": 60, \"due\": \"2026-01-05T02:00Z\" } ] }", 1, "0 passed, 1 failed")]
    [InlineData("{ not json", 1, "not valid JSON at line 1")]
    public async Task Cases_are_run_and_counted_and_a_bad_file_is_told(string text, int expected, string last)
    {
        await using var program = new HelpDeskProgram();
        var file = Path.Combine(program.Data, "cases.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var (code, printed, error) = await program.RunAsync("sla", "eval", file);
        Assert.Equal(expected, code);
        Assert.Contains(last, (printed + error).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_or_folder_that_is_not_there_is_a_clear_error()
    {
        await using var program = new HelpDeskProgram();
        var (eval, check) = (await program.RunAsync("sla", "eval", "/no/such.json"), await program.RunAsync("policy", "check", "/no/such"));
        Assert.Equal((1, 1), (eval.Code, check.Code));
        Assert.StartsWith("error: /no/such.json does not exist.", eval.Err, StringComparison.Ordinal);
        Assert.StartsWith("error: /no/such is not a folder.", check.Err, StringComparison.Ordinal);
    }
}
