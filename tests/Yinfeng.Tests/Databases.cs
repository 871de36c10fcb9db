using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests;

/// <summary>Runs a test on SQLite and, where a server is configured, on PostgreSQL.</summary>
internal sealed class Databases : TheoryData<string>
{
    public Databases()
    {
        Add("sqlite");
        if (TestStore.PostgresServer is not null)
        {
            Add("postgres");
        }
    }
}

/// <summary>Says in the run that PostgreSQL was not tried.</summary>
public class PostgresIsConfigured
{
    [PostgresFact]
    public void EveryTestOfTheStore_RunsOnPostgresToo() => Assert.NotNull(TestStore.PostgresServer);
}
