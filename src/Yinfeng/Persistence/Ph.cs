using System.Diagnostics;
namespace Yinfeng.Persistence;

public static class Ph
{
    static readonly (int Id, string Name, long At)[] E = new (int, string, long)[4_000_000];
    static int _n; static readonly string? Out = Environment.GetEnvironmentVariable("PH_OUT");
    public static readonly AsyncLocal<int> Req = new(); static int _r;
    public static void Begin(string what) { if (Out is null) return; Req.Value = Interlocked.Increment(ref _r); At(what); }
    public static void At(string name) { if (Out is null) return; var i = Interlocked.Increment(ref _n) - 1; if (i < E.Length) E[i] = (Req.Value, name, Stopwatch.GetTimestamp()); }
    public static void Dump() { if (Out is null) return; using var w = new StreamWriter(Out); for (var i = 0; i < Math.Min(_n, E.Length); i++) w.WriteLine($"{E[i].At / 1e9:F6} {E[i].Id} {E[i].Name}"); }
}
