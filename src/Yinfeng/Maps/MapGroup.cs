namespace Yinfeng.Maps;

/// <summary>Things that share a place, before they are put on a map.</summary>
/// <param name="Region">GB/T 2260 code of where the investor comes from; null where no place of the country is known.</param>
/// <param name="Unit">Unit where it lands.</param>
/// <param name="Park">Park as the ledger writes it.</param>
/// <param name="Without">How many state no amount in renminbi.</param>
internal sealed record MapGroup(long? Region, bool Overseas, long Unit, string? Park, int Count, long Fen, int Without);
