namespace Yinfeng.Analytics.Suspicion;

/// <summary>Random numbers that are the same on every machine and in every year: SplitMix64 (Steele, Lea, Flood 2014).</summary>
public sealed class SeededDraws(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked // Arithmetic modulo 2⁶⁴ is the generator.
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return z ^ z >> 31;
        }
    }

    /// <summary>From 0 to <paramref name="below"/> − 1; the bias of 2⁻³² is below what any test here resolves.</summary>
    public int Next(int below) => (int)((Next() >> 32) * (ulong)below >> 32);
}
