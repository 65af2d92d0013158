using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Bot.Accounts;

namespace HelpDesk.Bot.Commands;

/// <summary>What the account commands print: plain lines for people, one JSON object with <c>--json</c>.</summary>
internal static class AccountPrint
{
    private const int LinkDays = 3;

    public static void List(IReadOnlyList<AccountView> accounts, bool json)
    {
        if (json)
        {
            Json(new AccountList(accounts));
            return;
        }
        foreach (var account in accounts) Line(account);
        Console.WriteLine(accounts.Count == 1 ? "1 account." : string.Create(CultureInfo.InvariantCulture, $"{accounts.Count} accounts."));
    }

    public static void Invited(string what, AccountView account, string link, bool json)
    {
        if (json)
        {
            Json(new AccountInvited(account, link));
            return;
        }
        Console.WriteLine($"{what}: {account.Email} ({string.Join(", ", account.Roles)}).");
        Console.WriteLine($"The link works once, for {LinkDays} days. Give it to nobody else:");
        Console.WriteLine(link);
    }

    public static void Changed(AccountView account, bool json)
    {
        if (json) Json(account);
        else Line(account);
    }

    public static void Keys(IReadOnlyList<ServiceKeyView> keys, bool json)
    {
        if (json)
        {
            Json(new KeyList(keys));
            return;
        }
        foreach (var key in keys)
            Console.WriteLine($"{key.Id}  {key.Name}  {string.Join(",", key.Scopes)}  {Of(key.Customers)}  {(key.Expires is { } end ? $"until {Time(end)}" : "without an end")}");
        Console.WriteLine(keys.Count == 1 ? "1 key." : string.Create(CultureInfo.InvariantCulture, $"{keys.Count} keys."));
    }

    public static void Created(ServiceKeyView key, string secret, bool json)
    {
        if (json)
        {
            Json(new ServiceKeyCreated(key, secret));
            return;
        }
        Console.WriteLine($"Created: {key.Id} {key.Name} ({string.Join(", ", key.Scopes)}). It is shown this once; send it as 'Authorization: Bearer …':");
        Console.WriteLine(secret);
    }

    public static void Deleted(string id, bool json)
    {
        if (json) Json(new KeyDeleted(id));
        else Console.WriteLine($"{id} is deleted.");
    }

    /// <param name="lines">What happened.</param>
    /// <param name="named">Addresses of accounts by their ids.</param>
    /// <param name="json">As one object.</param>
    public static void Audit(IReadOnlyList<AuditLine> lines, IReadOnlyDictionary<string, string> named, bool json)
    {
        if (json)
        {
            Json(new AuditPage(lines, lines is [.., var last] ? last.Number : 0));
            return;
        }
        foreach (var line in lines)
        {
            var target = line.Target is { } id ? $"  {named.GetValueOrDefault(id, id)}" : "";
            Console.WriteLine($"{Time(line.At)}  {named.GetValueOrDefault(line.Subject, line.Subject)}  {line.Action}{target}  {line.Outcome}");
        }
        Console.WriteLine(lines.Count == 1 ? "1 line." : string.Create(CultureInfo.InvariantCulture, $"{lines.Count} lines."));
    }

    private static void Line(AccountView account)
    {
        string[] marks =
        [
            .. account.Disabled ? (string[])["disabled"] : [], .. account.HasPassword ? [] : (string[])["no password yet"], .. account.SecondFactor ? (string[])["second factor"] : [],
        ];
        Console.WriteLine($"{account.Email}  {account.Name}  {string.Join(",", account.Roles)}  {Of(account.Customers)}{string.Concat(marks.Select(m => $"  {m}"))}");
    }

    private static string Of(IReadOnlyList<string> customers) => customers.Count == 0 ? "all customers" : string.Join(",", customers);

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Json<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, typeof(T), AccountPrintJson.Default));
}

internal sealed record AccountList(IReadOnlyList<AccountView> Accounts);

internal sealed record KeyList(IReadOnlyList<ServiceKeyView> Keys);

internal sealed record KeyDeleted(string Deleted);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AccountInvited))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(KeyDeleted))]
[JsonSerializable(typeof(ServiceKeyCreated))]
[JsonSerializable(typeof(AuditPage))]
internal sealed partial class AccountPrintJson : JsonSerializerContext;
