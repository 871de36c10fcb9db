using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>A link from one part of the package to another; links to the outside are known, never followed.</summary>
/// <param name="Kind">Last word of the type, e.g. "worksheet".</param>
internal sealed record Relationship(string Id, string Kind, string Part, bool External);

internal static class Relationships
{
    private const int Most = 20_000;

    /// <summary>The links of a part, or of the package for "".</summary>
    public static List<Relationship> Read(XlsxPackage package, string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var file = $"{folder}_rels/{part[folder.Length..]}.rels";
        var links = new List<Relationship>();
        if (!package.Has(file))
        {
            return links;
        }
        try
        {
            using var xml = package.ReadXml(file);
            while (xml.Read() && links.Count < Most)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
                {
                    var type = xml.GetAttribute("Type") ?? "";
                    links.Add(new Relationship(xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..],
                        Resolve(folder, xml.GetAttribute("Target") ?? ""), xml.GetAttribute("TargetMode") == "External"));
                }
            }
        }
        catch (XmlException e)
        {
            throw package.FromXml(e, file);
        }
        return links;
    }

    /// <summary>The id attribute from the relationships namespace, in its strict or transitional form.</summary>
    public static string Id(XmlReader element)
    {
        for (var more = element.MoveToFirstAttribute(); more; more = element.MoveToNextAttribute())
        {
            if (element.LocalName == "id" && element.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                var id = element.Value;
                element.MoveToElement();
                return id;
            }
        }
        element.MoveToElement();
        return "";
    }

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                path.Add(step);
            }
        }
        return string.Join('/', path);
    }
}
