using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Reviews;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ReviewsModule
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<ReviewBook>().AddSingleton<OpenReviews>().AddSingleton<ReviewQueries>()
        .AddSingleton<OpenReview>().AddSingleton<SaveOpinionDraft>().AddSingleton<GiveOpinion>().AddSingleton<ConcludeReview>().AddSingleton<MoveReview>()
        .AddSingleton<ISharedProjects, ReviewedProjects>().AddSingleton<IDeskSource, ReviewDesk>();

    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        ReviewEndpoints.Map(routes);
        ReviewPages.Map(routes);
    }
}
