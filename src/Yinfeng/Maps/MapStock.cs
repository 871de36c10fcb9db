using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Maps;

/// <summary>Which projects a map counts: those signed or started in the year up to the month, as the board does; or those that stood in
/// the ledger at the end of the month, all of them or at one stage. A stage is told from the dates of the ledger, so any past month can be asked.</summary>
internal static class MapStock
{
    public const string Signed = "signed", Started = "started", Present = "all";

    public static readonly IReadOnlyList<(string Key, string Label)> All =
    [
        (Signed, "本年签约"), (Started, "本年开工"), (Present, "月末在册"),
        .. Enum.GetValues<ProjectStage>().Select(s => (s.ToString(), $"月末处于{Terms.Of(s)}")),
    ];

    public static string Label(string key) => All.First(s => s.Key == key).Label;

    /// <param name="projects">Those the viewer may see.</param>
    public static IQueryable<Project> Of(IQueryable<Project> projects, YinfengDb db, string stock, YearMonth month)
    {
        var (first, last) = (new LedgerDate(month.Year, 0, 0), new LedgerDate(month.LastDay));
        // A date known only to the year counts in December, as on the board.
        var early = month.Month < 12 ? first : default;
        return stock switch
        {
            Signed => projects.Where(p => p.SignedOn >= first && p.SignedOn <= last && p.SignedOn != early),
            Started => projects.Where(p => p.StartedOn >= first && p.StartedOn <= last && p.StartedOn != early),
            Present => Alive(projects, db, last).Where(p => p.LeadOn <= last || p.ContactedOn <= last || p.NegotiatingOn <= last || p.ReviewedOn <= last
                || p.SignedOn <= last || p.StartedOn <= last || p.ProducingOn <= last || p.AtCapacityOn <= last),
            _ => At(Alive(projects, db, last), Enum.Parse<ProjectStage>(stock), last, early),
        };
    }

    /// <summary>Projects of which no stage has a date: no past month can be told of them.</summary>
    public static IQueryable<Project> Undated(IQueryable<Project> projects) => projects.Where(p => p.LeadOn == null && p.ContactedOn == null && p.NegotiatingOn == null
        && p.ReviewedOn == null && p.SignedOn == null && p.StartedOn == null && p.ProducingOn == null && p.AtCapacityOn == null);

    private static IQueryable<Project> At(IQueryable<Project> projects, ProjectStage stage, LedgerDate last, LedgerDate early)
    {
        var date = Column(stage);
        projects = projects.Where(p => EF.Property<LedgerDate?>(p, date) <= last && EF.Property<LedgerDate?>(p, date) != early);
        foreach (var later in Enum.GetValues<ProjectStage>().Where(s => s > stage).Select(Column))
        {
            projects = projects.Where(p => EF.Property<LedgerDate?>(p, later) == null || EF.Property<LedgerDate?>(p, later) > last || EF.Property<LedgerDate?>(p, later) == early);
        }
        return projects;
    }

    private static string Column(ProjectStage stage) => stage + "On";

    /// <summary>Without those that had ended by then.</summary>
    private static IQueryable<Project> Alive(IQueryable<Project> projects, YinfengDb db, LedgerDate last) => projects.Where(p =>
        !db.Set<StageChange>().Any(end => end.ProjectId == p.Id && end.ToStatus == ProjectStatus.Terminated && end.On <= last
            && !db.Set<StageChange>().Any(back => back.ProjectId == p.Id && back.Id > end.Id && back.ToStatus != ProjectStatus.Terminated && back.On <= last))
        && (p.Status != ProjectStatus.Terminated || db.Set<StageChange>().Any(end => end.ProjectId == p.Id && end.ToStatus == ProjectStatus.Terminated)));
}
