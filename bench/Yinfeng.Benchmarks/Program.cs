using System.Globalization;
using Yinfeng.Benchmarks;

// dotnet run -c Release --project bench/Yinfeng.Benchmarks -- NAME [arguments]
return args switch
{
    ["t6", var file] => T6Sheets.Run(file),
    ["t7-load", var folder, .. var rest] => await T7Ledger.LoadAsync(folder, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 100_000),
    ["t7-scan", .. var rest] => T7Ledger.Scan(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 100_000),
    ["t7-rights", .. var rest] => T7Rights.Run(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 100_000),
    ["t3", var folder] => T3Names.Run(folder),
    ["t3-quality", var folder, .. var rest] => T3Quality.Run(folder, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 7,
        rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1_000),
    ["resolve-pairs", var folder, var target, var seed, .. var rest] => ResolvePairs.Run(folder, target, int.Parse(seed, CultureInfo.InvariantCulture),
        rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 200),
    ["resolve-score", var pairs, var answers, .. var rest] => ResolveScore.Run(pairs, answers, rest.Length > 0 ? rest[0] : null),
    ["t2", var folder, .. var rest] => T2Policies.Run(folder, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 41),
    ["t5", var folder] => T5Graph.Run(folder),
    ["t4", var file, .. var rest] => T4Relatedness.Run(file, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 21),
    ["openings", var folder, var asOf, .. var rest] => await T4Openings.RunAsync(folder, DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 5),
    ["grow", var folder, var target, var rows, .. var rest] => GrowEnterprises.Run(folder, target, int.Parse(rows, CultureInfo.InvariantCulture),
        rest.Length > 0 ? ulong.Parse(rest[0], CultureInfo.InvariantCulture) : 7),
    ["t1", var data, var folder] => await T1Board.RunAsync(data, folder),
    ["bulletin-load", var folder, var unit, var projects] => await BulletinLoad.RunAsync(folder,
        long.Parse(unit, CultureInfo.InvariantCulture), int.Parse(projects, CultureInfo.InvariantCulture)),
    ["audit", var folder, .. var rest] => await AuditLoad.RunAsync(folder, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 1_000_000),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("t6 FILE.xlsx            reads a workbook with every cell typed");
    Console.Error.WriteLine("t7-load FOLDER [ROWS]   fills a data folder with projects for bench/t7_list.lua");
    Console.Error.WriteLine("t7-scan [ROWS]          times the ledger list's queries in memory, without HTTP");
    Console.Error.WriteLine("t7-rights [ROWS]        list and board for somebody with a scope, no secrets and given projects, against somebody who sees all");
    Console.Error.WriteLine("t1 CSVFOLDER DATAFOLDER  times the board over 1,000,000 projects; fills the data folder first when it is empty");
    Console.Error.WriteLine("t3 FOLDER               finds names as typed: t3_names.tsv and t3_queries.tsv in FOLDER");
    Console.Error.WriteLine("t3-quality FOLDER [SEED] [QUERIES]  how often the company meant comes first, over the registry files in FOLDER");
    Console.Error.WriteLine("resolve-pairs FOLDER TARGET SEED [PAIRS]  labelled pairs of written names from the registry files in FOLDER, and a base without 3 % of them");
    Console.Error.WriteLine("resolve-score PAIRS.tsv ANSWERS.json [KIND]  how right `yinfeng enterprise resolve` answered them; lists the errors of a kind");
    Console.Error.WriteLine("t2 FOLDER [ROUNDS]      200 policies over 1,000,000 enterprises, from t2_ent.csv and t2_policies.json in FOLDER");
    Console.Error.WriteLine("t5 FOLDER               shareholdings: controllers, paths and groups over t5_edges.csv in FOLDER");
    Console.Error.WriteLine("t4 FILE.csv [ROUNDS]    location quotients, proximity and density, from rows region,industry,n");
    Console.Error.WriteLine("openings DATAFOLDER YYYY-MM-DD [YEARS]  back-tests targets on the companies of a data folder, also with each family of features left out");
    Console.Error.WriteLine("grow FOLDER OUT.csv.gz|OUT.tsv ROWS [SEED]  the companies of FOLDER's registry files and made ones, so many in all");
    Console.Error.WriteLine("bulletin-load FOLDER UNIT PROJECTS  fills a data folder for `yinfeng bulletin`: 371400 20000, or 370000 100000 for a province");
    Console.Error.WriteLine("audit FOLDER [ENTRIES]  verifies a log of 1,000,000 entries, live and exported, beside hashing the same bytes");
    return 2;
}
