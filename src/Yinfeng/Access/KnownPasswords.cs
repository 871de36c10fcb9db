using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>Passwords that became known elsewhere: a list the office may put into its data folder (ASVS 5.0, 6.2.4 and 6.2.12).</summary>
/// <remarks>Read through each time somebody chooses a password: that is seldom, and the list may be long.</remarks>
public sealed class KnownPasswords(Database database)
{
    private const string FileName = "passwords.txt";

    public async Task<bool> ContainsAsync(string password, CancellationToken ct)
    {
        var path = Path.Combine(database.DataFolder, FileName);
        if (!File.Exists(path))
        {
            return false;
        }
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
