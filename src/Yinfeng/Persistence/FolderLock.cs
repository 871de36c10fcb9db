using System.Globalization;

namespace Yinfeng.Persistence;

/// <summary>An operating-system lock in the data folder; the system frees it when the process ends, however it ends.</summary>
/// <remarks>The lock file stays behind and means nothing by itself: what counts is whether somebody holds it open.</remarks>
public sealed class FolderLock : IDisposable
{
    /// <summary>Held by whoever works on the folder: the server for its life, a command while it runs.</summary>
    public const string Work = "yinfeng.lock";

    /// <summary>Held while the schema changes.</summary>
    public const string Migration = "migrate.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or answers null while another process (or this one) holds it.</summary>
    /// <param name="holder">What to tell those who find it taken, e.g. "yinfeng serve".</param>
    public static FolderLock? TryTake(string folder, string name, string holder)
    {
        Directory.CreateDirectory(folder);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
        // Beside the lock, not in it: nobody else can open a file that is locked.
        File.WriteAllText(HolderFile(folder, name), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {holder}"));
        return new FolderLock(file);
    }

    /// <summary>Waits for the lock up to <paramref name="patience"/>; null when it is still taken then.</summary>
    public static async Task<FolderLock?> TakeAsync(string folder, string name, string holder, TimeSpan patience, CancellationToken ct)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (TryTake(folder, name, holder) is { } taken)
            {
                return taken;
            }
            if (Environment.TickCount64 >= until)
            {
                return null;
            }
            await Task.Delay(50, ct);
        }
    }

    /// <summary>"PID what" of the present or last holder, for messages; empty when unknown.</summary>
    public static string Holder(string folder, string name)
    {
        try
        {
            return File.ReadAllText(HolderFile(folder, name));
        }
        catch (IOException)
        {
            return ""; // Only a hint in a message; the refusal itself stands.
        }
    }

    private static string HolderFile(string folder, string name) => Path.Combine(folder, Path.ChangeExtension(name, ".pid"));

    public void Dispose() => _file.Dispose();
}
