namespace Yinfeng.Tests.Conditions;

/// <summary>Runs where a PostgreSQL server is configured; skipped with the reason elsewhere.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = Have.NoPostgres;
}

/// <inheritdoc cref="PostgresFactAttribute"/>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = Have.NoPostgres;
}

/// <summary>Runs where Debian's Chromium is installed.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Have.NoChromium;
}

/// <inheritdoc cref="ChromiumFactAttribute"/>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Have.NoChromium;
}

/// <summary>Runs where LibreOffice is installed.</summary>
public sealed class OfficeFactAttribute : FactAttribute
{
    public OfficeFactAttribute() => Skip = Have.NoOffice;
}

/// <summary>Runs where the acceptance cases lie beside the repository.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Have.NoShared;
}

/// <inheritdoc cref="SharedFactAttribute"/>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = Have.NoShared;
}

/// <summary>Runs where both the acceptance cases and a PostgreSQL server are there.</summary>
public sealed class SharedPostgresFactAttribute : FactAttribute
{
    public SharedPostgresFactAttribute() => Skip = Have.First(Have.NoShared, Have.NoPostgres);
}

/// <summary>The long form of a fault test: only in ./do soak.</summary>
public sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute() => Skip = Have.Soak ? null : "Long form: run ./do soak.";
}

/// <summary>The long form of a fault test that needs a PostgreSQL server.</summary>
public sealed class SoakPostgresFactAttribute : FactAttribute
{
    public SoakPostgresFactAttribute() => Skip = Have.First(Have.Soak ? null : "Long form: run ./do soak.", Have.NoPostgres);
}
