namespace Yinfeng.Analytics.Graph;

/// <summary>A declared holding: who holds how much of which company, from when until when.</summary>
/// <param name="Holder">Node of the holder, a company or a person.</param>
/// <param name="Held">Node of the company that is held.</param>
/// <param name="BasisPoints">Share in hundredths of a percent, 0 to 10,000; 0 is a tie without a share, e.g. a supplier.</param>
/// <param name="From">First day as yyyymmdd; 0 when it always held.</param>
/// <param name="Until">First day on which it no longer holds, as yyyymmdd.</param>
public readonly record struct OwnershipEdge(int Holder, int Held, int BasisPoints, int From = 0, int Until = int.MaxValue)
{
    public bool HoldsOn(int day) => From <= day && day < Until;
}
