using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HelpDesk.Knowledge;

public static class KnowledgeServices
{
    /// <summary>Adds the knowledge base and what keeps it up to date. Needs an <see cref="Storage.IStore"/>; uses the built-in index unless another is registered.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IArticleIndex, MemoryArticleIndex>();
        services.AddSingleton<ArticleStore>();
        services.AddSingleton<KnowledgeBase>();
        return services.AddHostedService<KnowledgeFollower>();
    }
}
