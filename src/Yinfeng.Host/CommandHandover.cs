using System.Net.Sockets;

namespace Yinfeng.Host;

/// <summary>The typing side of the socket: gives the command to the server and prints what comes back.</summary>
internal static class CommandHandover
{
    public const string SocketName = "yinfeng.sock";

    /// <summary>Longest path a Unix socket can have on Linux, with its closing zero.</summary>
    public const int LongestPath = 107;

    public static string SocketFile(string folder) => Path.Combine(folder, SocketName);

    /// <returns>The exit code, or null when no server listens in that folder.</returns>
    public static async Task<int?> TryAsync(string folder, CommandOrder order, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var path = SocketFile(folder);
        if (!File.Exists(path) || System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            return null;
        }
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            return null; // Left behind by a server that was killed.
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new UnauthorizedAccessException("数据文件夹正由另一个系统用户启动的引凤使用。", e);
        }
        using var hangUp = ct.Register(socket.Close); // The server sees the end of the stream and stops the work.
        using var stream = new NetworkStream(socket);
        try
        {
            return Talk(stream, order, output, error);
        }
        catch (IOException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (IOException)
        {
            await error.WriteLineAsync("引凤服务在执行这条命令时停止了。请重新启动服务，查看结果后再决定是否重试。");
            return CommandLine.Bug;
        }
    }

    private static int Talk(NetworkStream stream, CommandOrder order, TextWriter output, TextWriter error)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        order.Write(writer);
        while (true)
        {
            switch ((Frame)reader.ReadByte())
            {
                case Frame.Out:
                    output.Write(reader.ReadString());
                    break;
                case Frame.Error:
                    error.Write(reader.ReadString());
                    break;
                case Frame.Exit:
                    output.Flush();
                    return reader.ReadInt32();
                default:
                    throw new IOException("Not a Yinfeng server.");
            }
        }
    }
}
