using System.Text;
using Yinfeng.Audit;

namespace Yinfeng.Tests.Audit;

public class AuditHashTests
{
    /// <summary>Both examples of GB/T 32905-2016, and lengths on either side of a block as OpenSSL computes them.</summary>
    [Theory]
    [InlineData("abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    [InlineData("", 1, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    [InlineData("a", 55, "288337eef51eec62e7544d7270424c8dbe656254c99852870a73b2453a6a7fb1")]
    [InlineData("a", 56, "ba00ebedaab54065a5fd4f9f56326016203166bcee3eed44ea868d59d67aa3c8")]
    [InlineData("a", 64, "616ec433c359e7c2b19f360e2b8f2a1b6e9ed76b8dc1a7d207b31a5341c611e9")]
    [InlineData("a", 1_000_000, "c8aaf89429554029e231941a2acc0ad61ff2a5acd8fadd25847a3a732b3b02c3")]
    public void Sm3_IsThatOfTheStandard(string part, int times, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(AuditHash.Sm3.Hash(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, times))))));

    /// <summary>RFC 6962's own tree of the test vectors of Certificate Transparency: eight leaves.</summary>
    [Fact]
    public void Growth_OfTheKnownLeaves_HasTheKnownRoots()
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        string[] roots =
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        var growth = new AuditGrowth(AuditHash.Sha256);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", growth.Now().Root);
        for (var i = 0; i < leaves.Length; i++)
        {
            growth.Add(AuditHash.Sha256.Hash([0, .. Convert.FromHexString(leaves[i])]));
            Assert.Equal(new AuditCheckpoint(i + 1, roots[i]), growth.Now());
        }
    }

    /// <summary>Every proof of every pair of sizes, over more than two segments, holds; a root or a hash changed by a bit does not.</summary>
    [Theory]
    [InlineData("sha256")]
    [InlineData("sm3")]
    public async Task Proofs_Hold_AndNoOtherDoes(string name)
    {
        const int Size = 2 * AuditGrowth.Segment + 77;
        var hash = AuditHash.Find(name)!;
        var growth = new AuditGrowth(hash);
        var leaves = Enumerable.Range(0, Size).Select(i => hash.Hash(BitConverter.GetBytes(i))).ToArray();
        Array.ForEach(leaves, l => growth.Add(l));
        var random = new Random(6962);
        for (var round = 0; round < 60; round++)
        {
            var size = round < 20 ? 1 + random.Next(40) : 1 + random.Next(Size);
            var from = 1 + random.Next(size);
            var tree = new AuditTree(hash, [.. growth.Roots.Take(size / AuditGrowth.Segment)],
                (first, count) => Task.FromResult(leaves[(int)first..Math.Min(Size, (int)first + count)]));
            var (before, now) = (await tree.RootAsync(0, from), await tree.RootAsync(0, size));
            var proof = await tree.ConsistencyAsync(from, size);
            var index = random.Next(size);
            var path = await tree.InclusionAsync(index, size);

            Assert.True(AuditProofs.Consistent(hash, from, before, size, now, proof));
            Assert.True(AuditProofs.Includes(hash, leaves[index], index, size, path, now));
            Assert.False(AuditProofs.Consistent(hash, from, Flipped(before), size, now, proof));
            Assert.False(AuditProofs.Includes(hash, Flipped(leaves[index]), index, size, path, now));
            if (proof.Count > 0)
            {
                proof[random.Next(proof.Count)] = Flipped(proof[0]);
                Assert.False(AuditProofs.Consistent(hash, from, before, size, now, proof));
            }
        }
    }

    private static byte[] Flipped(byte[] bytes)
    {
        var other = bytes.ToArray();
        other[5] ^= 4;
        return other;
    }
}
