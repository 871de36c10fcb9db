namespace Yinfeng.Persistence;

/// <summary>Work that must be done once the database is up to date and before anyone is served: reference data, memory.</summary>
/// <remarks>Run in registration order by the server and by every command.</remarks>
public interface IStartTask
{
    /// <summary>Only warms up what loads by itself on first use: the server does it before the first visitor,
    /// a command that may never need it does not.</summary>
    bool OnlyForServing => false;

    Task RunAsync(CancellationToken ct);
}
