namespace Yinfeng.Persistence;

/// <summary>Work that must be done once the database is up to date and before anyone is served, such as reference data.</summary>
/// <remarks>Run in registration order by the server and by every command.</remarks>
public interface IStartTask
{
    Task RunAsync(CancellationToken ct);
}
