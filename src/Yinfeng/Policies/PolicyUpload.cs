using System.IO.Compression;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

/// <summary>A policy handed in as files: rules and cases as YAML, the document as text or Word.</summary>
internal static class PolicyUpload
{
    public const long LargestBody = 8L * 1024 * 1024;
    private const int MostText = 4_000_000;
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static readonly PolicyVersionFacts Empty = new("""
        - 政策: 代号
          名称: 
          来源: 
          发布机关: 
          级别: 市
          地区: 371400
          施行: 2026-01-01
          公平竞争审查: 未见审查结论
          叠加: 就高不重复

        - 条款: 第1条
          名称: 
          引文: 
          条件:
            - 规则: 实际投资 >= 1亿元
              引文: 
          金额: 实际投资 × 5% 封顶 5000万元

        """, "");

    /// <summary>What was typed, files in its place; what is wrong with them.</summary>
    public static async Task<(PolicyVersionFacts Typed, IReadOnlyList<Unmet> Problems)> ReadAsync(IFormCollection form, CancellationToken ct)
    {
        var typed = PolicyEditor.Typed(form);
        var problems = new List<Unmet>();
        async Task<string?> FileAsync(string name, string? otherwise)
        {
            if (form.Files.GetFile(name + "File") is not { Length: > 0 } file)
            {
                return otherwise;
            }
            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            var text = Text(content.ToArray());
            if (text is null)
            {
                problems.Add(new("policy.file", name + "File", $"文件“{file.FileName}”读不出文字。规则和用例用 YAML 文本，正文用 txt 或 docx；编码用 UTF-8 或 GB 18030。"));
            }
            return text ?? otherwise;
        }
        typed = typed with { Yaml = (await FileAsync("yaml", typed.Yaml))!, Text = await FileAsync("text", typed.Text), Cases = await FileAsync("cases", typed.Cases) };
        return (typed, problems);
    }

    /// <summary>The words of a file: of Word documents the paragraphs, one to a line; null where there are none.</summary>
    public static string? Text(byte[] content)
    {
        try
        {
            return content is [0x50, 0x4B, 3, 4, ..] ? OfWord(content) : OfText(content);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or XmlException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string OfText(byte[] content)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(content);
        }
        return text.Contains('\0', StringComparison.Ordinal) ? throw new InvalidDataException("Not a text.") : text.TrimStart('\uFEFF');
    }

    /// <exception cref="InvalidDataException">Not a Word document, or far too long for one of a policy.</exception>
    private static string OfWord(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        var part = zip.GetEntry("word/document.xml") ?? throw new InvalidDataException("No document in it.");
        using var reader = XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostText });
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.NamespaceURI != Word)
            {
                continue;
            }
            _ = (reader.NodeType, reader.LocalName) switch
            {
                (XmlNodeType.Element, "t") => text.Append(reader.ReadString()),
                (XmlNodeType.Element, "tab") => text.Append(' '),
                (XmlNodeType.EndElement, "p") => text.Append('\n'),
                _ => text,
            };
        }
        return text.ToString();
    }
}
