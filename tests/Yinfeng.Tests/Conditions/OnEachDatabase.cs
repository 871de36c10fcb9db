using Xunit.Sdk;

namespace Yinfeng.Tests.Conditions;

/// <summary>A theory that runs once per database: use with a first parameter <c>string provider</c> and
/// <c>TestStore.NewAsync(provider)</c>.</summary>
/// <remarks>Without a PostgreSQL server that half is one visibly skipped case: write
/// <c>[Theory, OnSqlite, OnPostgres]</c>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) => [["sqlite"]];
}

/// <inheritdoc cref="OnSqliteAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute() => Skip = Have.NoPostgres;

    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) => [["postgres"]];
}
