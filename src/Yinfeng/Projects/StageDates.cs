using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>The actual and planned day of each stage, by stage.</summary>
public sealed partial class Project
{
    /// <summary>The day the stage was entered in the world; null when not known.</summary>
    public LedgerDate? DateOf(ProjectStage stage) => stage switch
    {
        ProjectStage.Lead => LeadOn,
        ProjectStage.Contacted => ContactedOn,
        ProjectStage.Negotiating => NegotiatingOn,
        ProjectStage.Reviewed => ReviewedOn,
        ProjectStage.Signed => SignedOn,
        ProjectStage.Started => StartedOn,
        ProjectStage.Producing => ProducingOn,
        ProjectStage.AtCapacity => AtCapacityOn,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>The planned day of a stage; the four before signing have no plan.</summary>
    public LedgerDate? PlannedDateOf(ProjectStage stage) => stage switch
    {
        ProjectStage.Signed => PlannedSignedOn,
        ProjectStage.Started => PlannedStartedOn,
        ProjectStage.Producing => PlannedProducingOn,
        ProjectStage.AtCapacity => PlannedAtCapacityOn,
        _ => null,
    };

    internal void SetDate(ProjectStage stage, LedgerDate? on)
    {
        switch (stage)
        {
            case ProjectStage.Lead: LeadOn = on; break;
            case ProjectStage.Contacted: ContactedOn = on; break;
            case ProjectStage.Negotiating: NegotiatingOn = on; break;
            case ProjectStage.Reviewed: ReviewedOn = on; break;
            case ProjectStage.Signed: SignedOn = on; break;
            case ProjectStage.Started: StartedOn = on; break;
            case ProjectStage.Producing: ProducingOn = on; break;
            case ProjectStage.AtCapacity: AtCapacityOn = on; break;
            default: throw new ArgumentOutOfRangeException(nameof(stage), stage, null);
        }
    }

    /// <summary>结转: signed or started before <paramref name="year"/>, and not yet producing when it began. Such a project keeps
    /// counting in the year it was signed or started, and is never new again.</summary>
    public bool IsCarriedOverInto(int year) =>
        Status != ProjectStatus.Terminated
        && (SignedOn?.Year < year || StartedOn?.Year < year)
        && !(ProducingOn?.Year < year);
}
