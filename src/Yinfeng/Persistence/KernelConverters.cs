using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>yyyymmdd as an integer, zeros for what is not known.</summary>
internal sealed class LedgerDateConverter() : ValueConverter<LedgerDate, int>(v => v.Ymd, v => new LedgerDate(v));

/// <summary>yyyymm as an integer.</summary>
internal sealed class YearMonthConverter() : ValueConverter<YearMonth, int>(v => v.Value, v => new YearMonth(v));
