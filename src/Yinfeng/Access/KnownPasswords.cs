using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Passwords that became known elsewhere: the most used ones, and a list the office may put into its data folder (ASVS 5.0,
/// 6.2.4 and 6.2.12).</summary>
/// <remarks>Read through each time somebody chooses a password: that is seldom, and the lists may be long.</remarks>
public sealed class KnownPasswords(Database database)
{
    private const string FileName = "passwords.txt";

    public async Task<bool> ContainsAsync(string password, CancellationToken ct)
    {
        return await HoldsAsync(Path.Combine(AppFolders.Reference, "common-passwords.txt"), password, ct)
            || (Path.Combine(database.DataFolder, FileName) is var own && File.Exists(own) && await HoldsAsync(own, password, ct));
    }

    private static async Task<bool> HoldsAsync(string path, string password, CancellationToken ct)
    {
        await foreach (var line in File.ReadLinesAsync(path, ct))
        {
            if (string.Equals(line.Trim(), password, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
