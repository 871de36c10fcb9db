using Microsoft.Data.Sqlite;
using System.Diagnostics;
using System.Text.Json;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Host;

/// <summary>Commands as an operator types them: beside a running server, without one, and wrongly.</summary>
public sealed class CommandSeatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("yinfeng-seat-").FullName;

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("migrate", "--bogus")]
    [InlineData("user", "add")]
    public async Task WrongUsage_Ends2_WithMessagesOnTheErrorStreamOnly(params string[] args)
    {
        var ended = await Product.RunAsync(args);
        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains("--help", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithoutAServer_WorksInTheFolderAndIsAuditedAsTheOperator()
    {
        var ended = await Product.RunAsync("user", "add", "li", "--json", "--data", _folder);
        Assert.Equal(0, ended.Code);
        Assert.Equal("li", JsonDocument.Parse(ended.Out).RootElement.GetProperty("login").GetString());
        Assert.Equal($"operator:{Environment.UserName}", Ask("SELECT actor_id FROM audit_entry WHERE action='user.add'"));
    }

    [Fact]
    public async Task Command_BesideAServer_IsDoneByTheServer()
    {
        using var server = await Product.ServeAsync(_folder);
        try
        {
            var added = await Product.RunAsync("user", "add", "li", "--json", "--data", _folder);
            var again = await Product.RunAsync("user", "add", "li", "--data", _folder);

            Assert.Equal(0, added.Code);
            Assert.Equal("li", JsonDocument.Parse(added.Out).RootElement.GetProperty("login").GetString());
            Assert.Equal((1, ""), (again.Code, again.Out));
            Assert.NotEqual("", again.Error);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(Path.Combine(_folder, CommandHandover.SocketName)));
        }
        finally
        {
            Stop(server);
        }
        Assert.Equal($"operator:{Environment.UserName}", Ask("SELECT actor_id FROM audit_entry WHERE action='user.add'"));
    }

    [Fact]
    public async Task SecondServer_OnTheSameFolder_IsRefusedInWords()
    {
        using var server = await Product.ServeAsync(_folder);
        try
        {
            var second = await Product.RunAsync("serve", "--data", _folder, "--urls", "http://127.0.0.1:0");
            Assert.Equal(1, second.Code);
            Assert.Contains($"({server.Id} yinfeng serve)", second.Error.Replace('（', '(').Replace('）', ')'), StringComparison.Ordinal);
        }
        finally
        {
            Stop(server);
        }
    }

    [Fact]
    public async Task Command_AfterAServerWasKilled_IsNotFooledByItsSocket()
    {
        using (var server = await Product.ServeAsync(_folder))
        {
            Stop(server);
        }
        Assert.True(File.Exists(Path.Combine(_folder, CommandHandover.SocketName)), "A killed server leaves its socket.");
        Assert.Equal(0, (await Product.RunAsync("migrate", "--data", _folder)).Code);
    }

    [Fact]
    public async Task Command_OnAFolderThatAnotherProcessHolds_SaysWhoHoldsIt()
    {
        using var held = FolderLock.TryTake(_folder, FolderLock.Work, "another");
        var ended = await Product.RunAsync("migrate", "--data", _folder);
        Assert.Equal(1, ended.Code);
        Assert.Contains($"{Environment.ProcessId} another", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_Unknown_IsRefused()
    {
        var ended = await Product.RunAsync("migrate", "--data", _folder, "--user", "nobody");
        Assert.Equal(1, ended.Code);
        Assert.Contains("nobody", ended.Error, StringComparison.Ordinal);
    }

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);

    private static void Stop(Process server)
    {
        server.Kill();
        server.WaitForExit();
    }

    private string? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "yinfeng.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
