using System.Buffers.Binary;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Yinfeng.Sheets;

namespace Yinfeng.Bulletins.Docx;

/// <summary>A zip file whose bytes follow from its parts alone: stored, in the order given, dated 1980-01-01.</summary>
/// <remarks>Not compressed, so that a later compressor cannot change the bytes of a closed month.</remarks>
internal static class DocxPackage
{
    private const ushort FirstDay = (1 << 5) | 1; // 1980-01-01 in DOS.

    public static byte[] Write(IEnumerable<(string Name, XElement Root)> parts)
    {
        var file = new MemoryStream();
        var directory = new MemoryStream();
        var count = 0;
        foreach (var (name, root) in parts)
        {
            var content = Bytes(root);
            var crc = new Crc32();
            crc.Append(content);
            var offset = (uint)file.Position;
            var nameBytes = Encoding.ASCII.GetBytes(name);
            Header(file, 0x04034b50, null, crc.Value, content.Length, nameBytes, null);
            file.Write(content);
            Header(directory, 0x02014b50, 20, crc.Value, content.Length, nameBytes, offset);
            count++;
        }
        var start = (uint)file.Position;
        directory.Position = 0;
        directory.CopyTo(file);
        Span<byte> end = stackalloc byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], start);
        file.Write(end);
        return file.ToArray();
    }

    private static byte[] Bytes(XElement root)
    {
        var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
        {
            new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
        }
        return stream.ToArray();
    }

    /// <param name="madeBy">Null for the header in front of a part; the directory has the version of the maker and the offset too.</param>
    private static void Header(Stream to, uint signature, ushort? madeBy, uint crc, int length, byte[] name, uint? offset)
    {
        Span<byte> head = stackalloc byte[46];
        head.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head, signature);
        var at = 4;
        void Put16(Span<byte> span, ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[at..], value);
            at += 2;
        }
        void Put32(Span<byte> span, uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span[at..], value);
            at += 4;
        }
        if (madeBy is { } version)
        {
            Put16(head, version);
        }
        Put16(head, 20); // Needed to read: 2.0.
        Put16(head, 0);
        Put16(head, 0); // Stored.
        Put16(head, 0);
        Put16(head, FirstDay);
        Put32(head, crc);
        Put32(head, (uint)length);
        Put32(head, (uint)length);
        Put16(head, (ushort)name.Length);
        Put16(head, 0);
        if (offset is { } start)
        {
            at += 10; // No comment, first disk, no attributes.
            Put32(head, start);
        }
        to.Write(head[..at]);
        to.Write(name);
    }
}
