using System.Net.Sockets;
using System.Text;

namespace Yinfeng.Host;

/// <summary>The serving side of the socket: runs commands typed on this machine inside the server, so that one process holds the data.</summary>
/// <remarks>A Unix socket in the data folder, open to the server's own user only, and no HTTP: nothing on a network can reach it.</remarks>
internal sealed class CommandSocket : IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly string? _postgres;
    private readonly ILogger _log;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _path;
    private Task _accepting = Task.CompletedTask;

    private CommandSocket(IServiceProvider services, string path, string? postgres)
    {
        (_services, _path, _postgres) = (services, path, postgres);
        _log = services.GetRequiredService<ILoggerFactory>().CreateLogger<CommandSocket>();
    }

    /// <summary>Starts listening; the caller holds the folder's lock, so a socket file found there is a dead one.</summary>
    /// <returns>Null when the folder's path is too long for a socket: commands then find the folder locked.</returns>
    public static CommandSocket? Open(IServiceProvider services, string folder, string? postgres)
    {
        var path = CommandHandover.SocketFile(folder);
        if (Encoding.UTF8.GetByteCount(path) > CommandHandover.LongestPath)
        {
            return null;
        }
        File.Delete(path);
        var socket = new CommandSocket(services, path, postgres);
        socket._listener.Bind(new UnixDomainSocketEndPoint(path));
        // Before listening: until then nobody can connect, so there is no moment with wider rights.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        socket._listener.Listen(16);
        socket._accepting = socket.AcceptAsync();
        return socket;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(_stopping.Token);
                _ = Task.Run(() => AnswerAsync(connection));
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using var socket = connection;
        try
        {
            using var stream = new NetworkStream(socket);
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            await using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            var order = CommandOrder.Read(reader);
            using var left = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            _ = WatchAsync(socket, left);
            var gate = new Lock();
            await using var output = new FrameWriter(writer, Frame.Out, gate, atOnce: false);
            await using var error = new FrameWriter(writer, Frame.Error, gate, atOnce: true);
            var code = await CommandLine.RunAsync(order.Args, new ServerRunner(_services, order, _postgres), output, error, left.Token);
            await output.FlushAsync(CancellationToken.None);
            writer.Write((byte)Frame.Exit);
            writer.Write(code);
            writer.Flush();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            _log.LogInformation(e, "A command left before its answer");
        }
    }

    /// <summary>The typing side sends nothing after its order; the end of its stream means somebody pressed Ctrl+C.</summary>
    private static async Task WatchAsync(Socket socket, CancellationTokenSource left)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], SocketFlags.None);
            await left.CancelAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The command ended first, or the connection broke: writing the answer will tell.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        File.Delete(_path);
        _stopping.Dispose();
    }
}
