using System.ComponentModel.DataAnnotations;
using HelpDesk.Storage.Redis;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Store</c>: where everything is kept that must not be lost. SQLite in <c>Data:Path</c> unless a Redis is named.</summary>
public sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>A connection string, such as <c>redis.example.com:6379,password=…,ssl=true</c>. It holds a secret: set it by the environment (<c>Store__Redis</c>).</summary>
    public string? Redis { get; set; }

    /// <summary>The desk's name in that Redis; several desks may share one.</summary>
    [RegularExpression("[A-Za-z0-9._-]{1,60}", ErrorMessage = "Store:Desk: the value has other characters than letters, digits, dots, dashes and underscores, or over 60 of them. Choose a name such as main.")]
    public string Desk { get; set; } = RedisStoreOptions.DefaultDesk;

    /// <summary>Take a Redis that writes nothing to a disk. What it acknowledged dies with it.</summary>
    public bool AllowLoss { get; set; }
}

[OptionsValidator]
public sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;
