namespace Yinfeng.Kernel;

/// <summary>The calendar of the office: Asia/Shanghai, whatever the server's clock is set to.</summary>
public static class BusinessTime
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8); // No daylight saving since 1991.

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Shanghai).DateTime);

    /// <summary>The day of an instant in the office's calendar.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(utc + Shanghai);

    /// <summary>An instant as pages show it: this year "06-28 16:40", else "2023-06-28 16:40".</summary>
    public static string Show(DateTime utc, TimeProvider clock)
    {
        var local = utc + Shanghai;
        var format = local.Year == Today(clock).Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm";
        return local.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }
}
