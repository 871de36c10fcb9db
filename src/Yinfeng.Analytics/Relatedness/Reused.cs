namespace Yinfeng.Analytics.Relatedness;

/// <summary>Memory for large results. New pages from the system cost more than the figures that are written to them.</summary>
internal static class Reused
{
    /// <summary>The array where it is of the length, else a new one; what it holds does not matter.</summary>
    public static double[] Take(double[]? old, int length) => old?.Length == length ? old : GC.AllocateUninitializedArray<double>(length);
}
