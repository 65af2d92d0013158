using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Import;

namespace HelpDesk.Tests.Knowledge.Articles;

public sealed class ImportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_changed_is_stored_again()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", "---\ntitle: A\n---\nText a");
        scratch.Write("b.md", "---\ntitle: B\n---\nText b");
        Assert.Equal(2, (await Run(scratch)).Added.Count);
        var position = await scratch.Store.GetFeedPositionAsync(Ct);

        Assert.Equal(2, (await Run(scratch)).Unchanged.Count);
        Assert.Equal(position, await scratch.Store.GetFeedPositionAsync(Ct));

        scratch.Write("b.md", "---\ntitle: B\n---\nNew text");
        var third = await Run(scratch);
        Assert.Equal("b", Assert.Single(third.Updated).Id.Value);
        Assert.Equal("New text", (await Find(scratch, "b"))!.Article.Body);
        Assert.Equal([ArticleStore.Imported, ArticleStore.Imported], (await scratch.Store.ReadStreamAsync(new("article/b"), 0, 10, Ct)).Select(e => e.Type));
    }

    [Fact]
    public async Task An_edit_made_in_the_product_is_not_overwritten_silently()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", "---\ntitle: A\n---\nText");
        await Run(scratch);
        var before = (await Find(scratch, "a"))!;
        var articles = new ArticleStore(scratch.Store, TimeProvider.System);
        Assert.IsType<SaveResult.Saved>(await articles.SaveAsync(before.Article with { Body = "Edited" }, before.Version, Ct));
        Assert.IsType<SaveResult.Changed>(await articles.SaveAsync(before.Article with { Body = "Too late" }, before.Version, Ct));

        scratch.Write("a.md", "---\ntitle: A\n---\nFrom the file");
        Assert.Single((await Run(scratch)).Conflicts);
        Assert.Equal("Edited", (await Find(scratch, "a"))!.Article.Body);

        Assert.Single((await Run(scratch, new ImportOptions(Overwrite: true))).Updated);
        Assert.Equal("From the file", (await Find(scratch, "a"))!.Article.Body);
    }

    [Fact]
    public async Task Overwriting_restores_an_edited_article_from_an_unchanged_file()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", "---\ntitle: A\n---\nText");
        await Run(scratch);
        var before = (await Find(scratch, "a"))!;
        await new ArticleStore(scratch.Store, TimeProvider.System).SaveAsync(before.Article with { Body = "Edited" }, before.Version, Ct);

        Assert.Single((await Run(scratch)).Unchanged);
        await Run(scratch, new ImportOptions(Overwrite: true));
        Assert.Equal("Text", (await Find(scratch, "a"))!.Article.Body);
    }

    [Fact]
    public async Task Files_of_one_name_take_their_folders_names_and_keep_them()
    {
        await using var scratch = await Scratch.CreateAsync();
        foreach (var folder in new[] { "mac", "win" }) scratch.Write($"{folder}/setup.md", $"---\ntitle: {folder}\n---\nText");
        Assert.Equal(["mac-setup", "win-setup"], (await Run(scratch)).Added.Select(f => f.Id.Value).Order(StringComparer.Ordinal));

        scratch.Write("linux/setup.md", "---\ntitle: linux\n---\nText");
        scratch.Write("mac/setup.md", "---\ntitle: mac\n---\nChanged");
        var again = await Run(scratch);
        Assert.Equal("mac-setup", Assert.Single(again.Updated).Id.Value);
        Assert.Single(again.Added);
        Assert.Equal(3, again.InPlace);
    }

    [Fact]
    public async Task An_id_given_twice_keeps_the_second_file_out()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", "---\nid: same\ntitle: A\n---\nText");
        scratch.Write("b.md", "---\ntitle: B\nid: same\n---\nText");
        var result = await Run(scratch);
        Assert.Single(result.Added);
        var skipped = Assert.Single(result.Skipped);
        Assert.Equal(("b.md", 3), (skipped.Path, skipped.Line));
    }

    [Fact]
    public async Task A_renamed_file_with_an_id_stays_the_same_article()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", "---\nid: same\ntitle: A\n---\nText");
        await Run(scratch);
        File.Move(Path.Combine(scratch.Folder, "a.md"), Path.Combine(scratch.Folder, "b.md"));
        var moved = await Run(scratch);
        Assert.Equal("same", Assert.Single(moved.Updated).Id.Value);
        Assert.Empty(moved.Missing);
    }

    [Fact]
    public async Task A_missing_file_is_named_and_retired_only_when_asked()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", "---\ntitle: A\n---\nText");
        scratch.Write("b.md", "---\ntitle: B\n---\nText");
        await Run(scratch);
        File.Delete(Path.Combine(scratch.Folder, "a.md"));
        Assert.Equal("a.md", Assert.Single((await Run(scratch)).Missing).Path);
        Assert.Equal(ArticleState.Published, (await Find(scratch, "a"))!.Article.State);

        Assert.Single((await Run(scratch, new ImportOptions(RetireMissing: true))).Retired);
        Assert.Equal(ArticleState.Retired, (await Find(scratch, "a"))!.Article.State);
        Assert.Empty((await Run(scratch)).Missing);
    }

    [Fact]
    public async Task Bad_files_do_not_stop_the_others()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("good.md", "---\ntitle: Good\n---\nText");
        scratch.Write("null.md", "---\ntitle: Bad\n---\nText\0");
        scratch.Write("bomb.md", "---\ntitle: Bad\na: &x [1]\nb: *x\n---\nText");
        scratch.Write("big.md", new string('x', ArticleFile.MaxBytes + 1));
        scratch.Write("README.md", "# About this repository");
        File.CreateSymbolicLink(Path.Combine(scratch.Folder, "out.md"), Path.Combine(scratch.Data.FullName, "secret.md"));
        await File.WriteAllTextAsync(Path.Combine(scratch.Data.FullName, "secret.md"), "---\ntitle: Secret\n---\nText", Ct);
        var result = await Run(scratch);
        Assert.Equal("good", Assert.Single(result.Added).Id.Value);
        Assert.Equal(["README.md", "big.md", "bomb.md", "null.md", "out.md"], result.Skipped.Select(p => p.Path).Order(StringComparer.Ordinal));
        Assert.All(result.Skipped, problem => Assert.True(problem.Text.Length > 0 && problem.Fix.Length > 0));
    }

    [Fact]
    public async Task Progress_reaches_the_end_of_both_phases()
    {
        await using var scratch = await Scratch.CreateAsync();
        for (var i = 0; i < 250; i++) scratch.Write($"{i}.md", $"---\ntitle: Article {i}\n---\nText");
        var seen = new List<ImportProgress>();
        await new ArticleImport(scratch.Store, TimeProvider.System).RunAsync([scratch.Folder], new ImportOptions(), new Recorder(seen), Ct);
        Assert.Contains(new ImportProgress(ImportPhase.Reading, 250, 250), seen);
        Assert.Equal(new ImportProgress(ImportPhase.Storing, 250, 250), seen[^1]);
    }

    private sealed class Recorder(List<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen.Add(value);

    }

    [Fact]
    public async Task Folders_of_the_same_name_are_different_sources()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("one/articles/a.md", "---\nid: first\ntitle: A\n---\nText");
        scratch.Write("two/articles/a.md", "---\nid: second\ntitle: B\n---\nText");
        await RunIn(scratch, "one/articles");

        var second = await RunIn(scratch, "two/articles", new ImportOptions(RetireMissing: true));

        Assert.Equal((1, 0), (second.Added.Count, second.Retired.Count));
        Assert.Equal(ArticleState.Published, (await Find(scratch, "first"))!.Article.State);
    }

    [Theory]
    [InlineData("---\nid: lobby-screen\ntitle: A\n---\nText", "lobby-screen")]
    [InlineData("---\ntitle: A\n---\nText", "a")]
    public async Task A_folder_that_moved_takes_its_articles_along(string file, string id)
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("old/a.md", file);
        await RunIn(scratch, "old");
        Directory.Move(Path.Combine(scratch.Folder, "old"), Path.Combine(scratch.Folder, "new"));

        var moved = await RunIn(scratch, "new");

        Assert.Equal(id, Assert.Single(moved.Updated).Id.Value);
        Assert.EndsWith("new", (await Find(scratch, id))!.SourceFolder, StringComparison.Ordinal);
        Assert.Single((await RunIn(scratch, "new")).Unchanged);
    }

    [Fact]
    public async Task An_id_that_another_folder_still_has_is_refused()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("one/a.md", "---\nid: same\ntitle: A\n---\nText");
        scratch.Write("two/b.md", "---\nid: same\ntitle: B\n---\nText");
        await RunIn(scratch, "one");

        Assert.Contains("The id 'same' is taken by", Assert.Single((await RunIn(scratch, "two")).Skipped).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_with_a_name_is_the_same_wherever_it_lies()
    {
        await using var scratch = await Scratch.CreateAsync();
        foreach (var place in (string[])["v1", "v2"]) scratch.Write($"{place}/articles/a.md", "---\nid: starter\ntitle: A\n---\nText");
        var named = new ImportOptions(SourceName: "starter articles");
        await RunIn(scratch, "v1/articles", named);

        Assert.Single((await RunIn(scratch, "v2/articles", named)).Unchanged);
    }

    private static Task<ImportResult> RunIn(Scratch scratch, string folder, ImportOptions? options = null) =>
        new ArticleImport(scratch.Store, TimeProvider.System).RunAsync([Path.Combine(scratch.Folder, folder)], options ?? new ImportOptions(), null, Ct);

    private static Task<ImportResult> Run(Scratch scratch, ImportOptions? options = null) =>
        new ArticleImport(scratch.Store, TimeProvider.System).RunAsync([scratch.Folder], options ?? new ImportOptions(), null, Ct);

    private static Task<StoredArticle?> Find(Scratch scratch, string id) => new ArticleStore(scratch.Store, TimeProvider.System).FindAsync(new ArticleId(id), Ct);
}
