using HelpDesk.Handoff.Service.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Accounts;

/// <summary>Who may do what with accounts.</summary>
internal static class AccountPolicies
{
    /// <summary>Anybody with a session, also one that has yet to set up its second factor.</summary>
    public const string Own = "accounts.own";

    public const string Manage = "accounts.manage";
    public const string Audit = "accounts.audit";
    private const string Any = "any";

    /// <summary>Adds every way to sign in; which one a request uses follows from what it carries. What names no policy is refused.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountOptions>, AccountRulesValidator>());
        services.AddSingleton<DeskIdentity>().AddSingleton<AccountBook>().AddSingleton<ServiceKeyBook>().AddSingleton<AuditTrail>().AddSingleton<EndedSessions>().AddSingleton<SignIn>().AddSingleton<FirstAdmin>().AddSingleton<EntraTokens>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, Sessions>();
        services.AddAuthentication(Any)
            .AddPolicyScheme(Any, null, scheme => scheme.ForwardDefaultSelector = SchemeOf)
            .AddCookie(Sessions.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ServiceKeyHandler>(ServiceKeyHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, EntraHandler>(EntraHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Own, policy => policy.RequireAuthenticatedUser().AddAuthenticationSchemes(Sessions.Scheme))
            .AddPolicy(Manage, policy => policy.RequireClaim(DeskClaims.Role, DeskRoles.Admin))
            .AddPolicy(Audit, policy => policy.RequireClaim(DeskClaims.Role, DeskRoles.Admin, DeskRoles.Auditor, DeskRoles.Lead));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AccountJson.Default));
        return services;
    }

    private static string SchemeOf(HttpContext http) => ServiceKeyHandler.BearerOf(http.Request) switch
    {
        null => Sessions.Scheme,
        { } sent when sent.StartsWith(ServiceKeyBook.Prefix, StringComparison.Ordinal) => ServiceKeyHandler.SchemeName,
        _ => EntraHandler.SchemeName,
    };
}
