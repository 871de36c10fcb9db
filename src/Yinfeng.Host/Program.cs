using System.Globalization;
using System.Text;
using Yinfeng.Host;

// Messages are for Chinese offices, whatever the machine's language; figures in files and JSON use the invariant culture.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (args is [RouteRights.Argument])
{
    var forgotten = RouteRights.Forgotten();
    Console.Out.WriteLine(string.Join('\n', forgotten));
    return forgotten.Count == 0 ? 0 : 1;
}
return await CommandLine.RunAsync(args, new LocalRunner(args), Console.Out, Console.Error, CancellationToken.None);
