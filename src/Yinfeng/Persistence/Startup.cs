using Microsoft.EntityFrameworkCore;

namespace Yinfeng.Persistence;

/// <summary>Brings a database up to the model before anything else touches it.</summary>
public static class Startup
{
    public static async Task MigrateAsync(Database database, CancellationToken ct)
    {
        Directory.CreateDirectory(database.DataFolder);
        await using var db = database.OpenWrite();
        await db.Database.MigrateAsync(ct);
    }
}
