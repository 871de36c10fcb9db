namespace Yinfeng.Access;

/// <summary>Correction bytes of QR codes: Reed-Solomon over GF(256) with x⁸+x⁴+x³+x²+1.</summary>
internal static class ReedSolomon
{
    public static byte[] Remainder(byte[] data, int count)
    {
        var generator = Generator(count);
        var rest = new byte[count];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ rest[0]);
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (var i = 0; i < count; i++)
            {
                rest[i] ^= Times(generator[i], factor);
            }
        }
        return rest;
    }

    /// <summary>(x−1)(x−2)(x−4)…, without its leading 1.</summary>
    private static byte[] Generator(int count)
    {
        var product = new byte[count];
        product[^1] = 1;
        byte root = 1;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                product[j] = (byte)(Times(product[j], root) ^ (j + 1 < count ? product[j + 1] : 0));
            }
            root = Times(root, 2);
        }
        return product;
    }

    private static byte Times(byte a, byte b)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((b >> bit) & 1) * a;
        }
        return (byte)product;
    }
}
