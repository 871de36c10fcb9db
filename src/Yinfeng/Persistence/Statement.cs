using System.Data;

namespace Yinfeng.Persistence;

/// <summary>A statement that is run often. Kept in a static field: a connection prepares it once and finds it again by this object.</summary>
/// <param name="text">SQL that both databases understand, parameters as <c>@name</c>.</param>
/// <param name="parameters">In the order in which values are given.</param>
public sealed class Statement(string text, params (string Name, DbType Type)[] parameters)
{
    public string Text { get; } = text;
    internal ReadOnlySpan<(string Name, DbType Type)> Parameters => parameters;
}
