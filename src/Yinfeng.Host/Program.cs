using System.CommandLine;
using Yinfeng.Host;

var root = new RootCommand("引凤 Yinfeng: 招商引资从线索到投产");
var maker = new CommandMaker(root);
root.Subcommands.Add(ServeCommand.Make());
foreach (var command in Composition.Commands(maker))
{
    root.Subcommands.Add(command);
}
return await root.Parse(args).InvokeAsync();
