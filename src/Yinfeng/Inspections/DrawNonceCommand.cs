using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;

namespace Yinfeng.Inspections;

/// <summary>`yinfeng draw nonce`: a number for an office and the hash to hand in. Nothing is stored: whoever makes it keeps it.</summary>
internal static class DrawNonceCommand
{
    private const int Bytes = 32;
    private const int WrongUsage = 2;

    public static Command Make()
    {
        var hash = new Option<string>("--hash") { Description = "SHA-256 或 SM3", DefaultValueFactory = _ => "SHA-256" };
        var command = new Command("nonce", "取一个随机数和它的摘要：摘要先交，随机数自己保管，开奖以后揭示") { hash };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (DrawHashes.Find(parsed.GetValue(hash)) is not { } function)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"没有摘要算法“{parsed.GetValue(hash)}”。可用：SHA-256、SM3。");
                return WrongUsage;
            }
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
            var commitment = DrawHashes.Hex(function, nonce);
            output.WriteLine(parsed.GetValue<bool>("--json") ? JsonSerializer.Serialize(new { nonce, commitment })
                : $"随机数\t{nonce}\n摘要\t{commitment}");
            return 0;
        });
        return command;
    }
}
