namespace Yinfeng.Host;

/// <summary>A command line handed from the process in which it was typed to the server that holds the folder.</summary>
/// <param name="WorkingDirectory">Where relative paths among <paramref name="Args"/> start.</param>
/// <param name="Db">The PostgreSQL connection it asked for, or null; the server must be on the same.</param>
/// <param name="OsUser">Who typed it. Only the server's own OS user and root can open the socket, so the name is taken as said.</param>
/// <param name="Interactive">A person watches the error stream: progress may be shown.</param>
internal sealed record CommandOrder(string[] Args, string WorkingDirectory, string? Db, string OsUser, bool Interactive)
{
    /// <summary>Grows when the frames change; a command of another version is refused with words instead of noise.</summary>
    private const int Version = 1;

    private const int MostArgs = 10_000;

    public void Write(BinaryWriter to)
    {
        to.Write(Version);
        to.Write(Args.Length);
        foreach (var arg in Args)
        {
            to.Write(arg);
        }
        to.Write(WorkingDirectory);
        to.Write(Db ?? "");
        to.Write(OsUser);
        to.Write(Interactive);
        to.Flush();
    }

    /// <exception cref="InvalidDataException">The other side speaks another version.</exception>
    public static CommandOrder Read(BinaryReader from)
    {
        if (from.ReadInt32() != Version)
        {
            throw new InvalidDataException("The command comes from another version.");
        }
        var count = from.ReadInt32();
        if (count is < 0 or > MostArgs)
        {
            throw new InvalidDataException("Too many arguments.");
        }
        var args = new string[count];
        for (var i = 0; i < count; i++)
        {
            args[i] = from.ReadString();
        }
        var folder = from.ReadString();
        var db = from.ReadString();
        return new CommandOrder(args, folder, db.Length == 0 ? null : db, from.ReadString(), from.ReadBoolean());
    }
}

/// <summary>What comes back: pieces of both streams in the order they were written, then the exit code.</summary>
internal enum Frame : byte { Out = 1, Error = 2, Exit = 3 }
