namespace Yinfeng.Shell;

/// <summary>Where the product's own files lie: beside the executable, whatever the current folder.</summary>
public static class AppFolders
{
    public static string Data => Path.Combine(AppContext.BaseDirectory, "data");
    public static string Reference => Path.Combine(Data, "reference");
    public static string Rules => Path.Combine(Data, "rules");
    public static string Policies => Path.Combine(Data, "policies");
    public static string Chains => Path.Combine(Data, "chains");
    public static string Demo => Path.Combine(Data, "demo");
}
