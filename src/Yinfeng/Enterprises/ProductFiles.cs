using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <summary>Files of listed companies and of what they sell, read and checked.</summary>
internal sealed class ProductFiles(LedgerDate on)
{
    private const int LongestProduct = 100;
    private static readonly string[] StockHeads = ["stock_code", "证券代码", "股票代码"], ShortHeads = ["name", "证券简称", "股票简称"];
    private static readonly string[] FullHeads = ["full_name", "公司全称", "企业名称"], OtherHeads = ["other_full_names"];
    private static readonly string[] CodeHeads = ["credit_code", "统一社会信用代码"], ExchangeHeads = ["exchange", "交易所"], DayHeads = ["listing_date", "上市日期"];
    private static readonly string[] IndustryHeads = ["industry_name", "行业"], ProductHeads = ["product", "产品", "产品名称"];
    private static readonly string[] ShareHeads = ["share", "收入占比", "占比"], KnownHeads = ["share_known"];

    private readonly Dictionary<string, ListedCompany> _companies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ListedProduct>> _products = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _problems = new(StringComparer.Ordinal);

    public int Rows { get; private set; }
    public int Refused { get; private set; }
    public IReadOnlyDictionary<string, int> Problems => _problems;

    /// <returns>False where the head is neither of the two kinds.</returns>
    /// <exception cref="WorkbookRefusedException">The file cannot be read.</exception>
    public bool Read(string path)
    {
        using var book = WorkbookReader.Open(path, packed: true);
        HeadedRow? head = null;
        var ofProducts = false;
        foreach (var row in book.Sheets[0].ReadRows())
        {
            if (head is null)
            {
                head = new HeadedRow(row);
                ofProducts = head.Has(ProductHeads);
                if (!head.Has(StockHeads) || (!ofProducts && !head.Has(FullHeads)))
                {
                    return false;
                }
                continue;
            }
            Rows++;
            head.Row = row;
            if (ofProducts)
            {
                AddProduct(head);
            }
            else
            {
                AddCompany(head, Path.GetFileName(path));
            }
        }
        return head is not null;
    }

    /// <summary>What is known now: companies of the files over those known before, products where the files tell any.</summary>
    public IReadOnlyList<ListedCompany> Merge(IReadOnlyDictionary<string, ListedCompany> known)
    {
        var all = known.ToDictionary(StringComparer.Ordinal);
        foreach (var (code, company) in _companies)
        {
            company.Products = known.GetValueOrDefault(code)?.Products ?? company.Products;
            all[code] = company;
        }
        foreach (var (code, products) in _products)
        {
            if (all.TryGetValue(code, out var company))
            {
                company.Products = ListedProduct.ToJson(products.DistinctBy(p => p.Name));
            }
            else
            {
                Refuse("stock-code-unknown", products.Count);
            }
        }
        return [.. all.Values.OrderBy(c => c.StockCode, StringComparer.Ordinal)];
    }

    private void AddCompany(HeadedRow row, string source)
    {
        var (stock, shortName, fullName) = (row.Text(StockHeads), row.Text(ShortHeads), row.Text(FullHeads).Replace('(', '（').Replace(')', '）'));
        if (stock.Length is 0 or > 10 || (shortName.Length == 0 && fullName.Length == 0) || Math.Max(shortName.Length, fullName.Length) > Enterprise.LongestName)
        {
            Refuse(stock.Length is 0 or > 10 ? "stock-code-missing" : "name-missing", 1);
            return;
        }
        if (row.Text(OtherHeads).Length > 0 && shortName.Distinct().Count(c => fullName.Contains(c, StringComparison.Ordinal)) < 2)
        {
            Count("full-name-doubtful", 1); // The source mixed up companies: the name of one among several others.
            fullName = "";
        }
        _companies[stock] = new ListedCompany
        {
            StockCode = stock, ShortName = shortName.Length > 0 ? shortName : fullName, FullName = NullIfEmpty(fullName), CreditCode = NullIfEmpty(row.Text(CodeHeads)),
            Exchange = NullIfEmpty(row.Text(ExchangeHeads)), ListedOn = LedgerDate.TryParse(row.Text(DayHeads), out var day) ? day : null,
            Industry = NullIfEmpty(row.Text(IndustryHeads)), Source = source, SourceOn = on,
        };
    }

    private void AddProduct(HeadedRow row)
    {
        var (stock, product) = (row.Text(StockHeads), row.Text(ProductHeads));
        if (stock.Length is 0 or > 10 || product.Length is 0 or > LongestProduct)
        {
            Refuse(stock.Length is 0 or > 10 ? "stock-code-missing" : "product-missing", 1);
            return;
        }
        int? points = null;
        if (row.Text(KnownHeads) != "0" && decimal.TryParse(row.Text(ShareHeads), NumberStyles.Float, CultureInfo.InvariantCulture, out var share))
        {
            points = share is >= 0 and <= 1 ? (int)decimal.Round(share * 10_000, MidpointRounding.AwayFromZero) : null;
            if (points is null)
            {
                Count("share-impossible", 1); // Offsets between segments; not a part of the whole.
            }
        }
        if (!_products.TryGetValue(stock, out var list))
        {
            _products[stock] = list = [];
        }
        list.Add(new ListedProduct(product, points));
    }

    private void Refuse(string reason, int rows)
    {
        Refused += rows;
        Count(reason, rows);
    }

    private void Count(string reason, int rows) => _problems[reason] = _problems.GetValueOrDefault(reason) + rows;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
