namespace Yinfeng.Sheets;

/// <summary>Steps over the small change of markup in a block of UTF-8 that is padded with zero bytes.</summary>
internal static class MarkupBytes
{
    public static bool SkipQuoted(ReadOnlySpan<byte> b, ref int p)
    {
        var quote = b[p];
        if (quote is 0 or (byte)'<')
        {
            return false;
        }
        unchecked
        {
            // Most values are short: look at a few bytes before calling the vectorised search.
            var near = p + 10;
            for (p++; p < near; p++)
            {
                if (b[p] == quote)
                {
                    p++;
                    return true;
                }
                if (b[p] is 0 or (byte)'<')
                {
                    return false;
                }
            }
            var length = b[p..].IndexOfAny(quote, (byte)'<', (byte)0);
            p += length + 1;
            return length >= 0 && b[p - 1] == quote;
        }
    }

    public static void SkipSpace(ReadOnlySpan<byte> b, ref int p)
    {
        while (b[p] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            p = unchecked(p + 1);
        }
    }
}
