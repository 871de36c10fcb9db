using System.Runtime.CompilerServices;
using Yinfeng.Projects;

namespace Yinfeng.Lights;

/// <summary>A day (<see cref="DateOnly.DayNumber"/>) per stage; 0 where none is known.</summary>
[InlineArray(8)]
internal struct StageDays
{
    private int _first;

    public readonly int Of(ProjectStage stage) => this[(int)stage];
}

/// <summary>From <paramref name="Day"/> on the project had this status.</summary>
internal readonly record struct StatusStep(int Day, ProjectStatus From, ProjectStatus To);

/// <summary>What a meeting decided on a project, as far as its light needs it; days are day numbers.</summary>
/// <param name="From">Day of the meeting.</param>
/// <param name="Done">Day from which it no longer counts: confirmed, withdrawn, or reported in time; 0 while it counts.</param>
/// <param name="Name">"2023年第3次调度会议定事项“完成土地平整”".</param>
internal sealed record ResolutionDue(int From, int Due, int Done, long UnitId, string? Person, string Name);

/// <summary>What lights and clocks need of one project, in numbers, held in memory.</summary>
internal sealed class LightRow
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required long OwnerUnitId { get; init; }
    public required long LandingUnitId { get; init; }

    /// <summary>Units besides owner and landing unit that share the credit.</summary>
    public long[] OtherUnits { get; set; } = [];
    public required ProjectStage Stage { get; init; }
    public required ProjectStatus Status { get; init; }
    public required Confidentiality Grade { get; init; }
    public string? Leader { get; init; }
    public string? Officer { get; init; }
    public string? Industry { get; init; }

    /// <summary>Total investment; null where it is not stated or in foreign currency.</summary>
    public long? TotalFen { get; init; }
    public string? IndustryCode { get; init; }

    /// <summary>The last day each stage's date can mean.</summary>
    public StageDays Entered;

    /// <summary>Bit per stage whose date is known to the day.</summary>
    public int Exact { get; set; }

    /// <summary>The last day each stage's planned date can mean.</summary>
    public StageDays Planned;

    /// <summary>Months with a report.</summary>
    public MonthSet Reported;

    /// <summary>Day of the last report that was made by hand after the following month's fifth; 0 for none.</summary>
    public int LateReportDay { get; set; }

    /// <summary>Day on which the project came into the product.</summary>
    public required int CreatedDay { get; init; }

    /// <summary>Suspended, taken up again, ended: oldest first; null for a project that never was.</summary>
    public StatusStep[]? Steps { get; set; }

    /// <summary>Null for a project on which no meeting decided anything.</summary>
    public ResolutionDue[]? Resolutions { get; set; }

    /// <summary>Bit per conditional rule: its condition is met.</summary>
    public ulong Fits { get; set; }

    /// <summary>Bit per conditional rule: a fact is missing that would decide it.</summary>
    public ulong Unsure { get; set; }

    /// <summary>Only the owner's own line sees it (商业秘密 before signing).</summary>
    public bool IsSecret => Grade == Confidentiality.CommercialSecret && Stage < ProjectStage.Signed;

    public ProjectStatus StatusOn(int day)
    {
        if (Steps is null)
        {
            return Status;
        }
        var status = Steps[0].From;
        foreach (var step in Steps)
        {
            status = step.Day <= day ? step.To : status;
        }
        return status;
    }

    /// <summary>The stage the project had reached by the end of a day; null when it had reached none.</summary>
    /// <remarks>A stage without a date counts as reached together with the next later stage that has one; after the last dated
    /// stage it counts as reached: a ledger that gives a stage and no date is believed.</remarks>
    public ProjectStage? StageOn(int day)
    {
        var laterIsDated = false;
        for (var stage = Stage; stage >= ProjectStage.Lead; stage--)
        {
            var entered = Entered.Of(stage);
            if (entered == 0 ? !laterIsDated : entered <= day)
            {
                return stage;
            }
            laterIsDated |= entered != 0;
        }
        return null;
    }
}
