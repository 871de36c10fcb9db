using System.CommandLine;
using Yinfeng.Access;

namespace Yinfeng.Shell;

/// <summary>What a command works with: services of the opened data, who acts, and where to print.</summary>
/// <param name="Services">Scope of the opened data folder or database.</param>
/// <param name="WorkingDirectory">Folder that relative paths in the arguments start from; not the server's own when a server runs the command.</param>
/// <param name="Json">Print one JSON document on <paramref name="Out"/>.</param>
/// <param name="Interactive">A person watches: progress may be shown on <paramref name="Error"/>.</param>
public sealed record CommandSeat(
    IServiceProvider Services, Viewer Viewer, TextWriter Out, TextWriter Error, string WorkingDirectory, bool Json, bool Interactive);

/// <summary>Makes commands whose actions run against opened data. The host decides where: here, or in the server that holds the folder.</summary>
public interface ICommandMaker
{
    /// <summary>A command that answers 0 (done), 1 (refused or a check failed) or 2 (wrong usage).</summary>
    /// <param name="needs">The right that whoever is named by <c>--user</c> must have; the operator has every right.</param>
    Command Make(string name, Rights needs, string description, Func<ParseResult, CommandSeat, CancellationToken, Task<int>> action,
        params IEnumerable<Symbol> symbols);

    /// <summary>The same for a command that reads what it needs from the store itself: where no server runs it is not kept waiting for what
    /// the rooms do and learn at a start.</summary>
    Command MakeReading(string name, Rights needs, string description, Func<ParseResult, CommandSeat, CancellationToken, Task<int>> action,
        params IEnumerable<Symbol> symbols);
}
