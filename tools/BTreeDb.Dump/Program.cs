using System.CommandLine;
using BTreeDb.Diagnostics;
using BTreeDb.Dump;

var file = new Argument<string>("file") { Description = "A database file that no process has open." };
var page = new Argument<uint>("page") { Description = "The page's number." };
var count = new Option<uint>("--count") { Description = "How many pages.", DefaultValueFactory = _ => 1 };

var root = new RootCommand("Shows what lies in a BTreeDb file. It reads only, and repairs nothing.");
root.Add(Make("meta", "The meta page.", (dump, _) => dump.WriteMeta()));
root.Add(Make("pages", "One line for each page.", (dump, _) => dump.WritePageList()));
root.Add(Make("page", "The content of pages.", (dump, parsed) => dump.WritePages(parsed.GetValue(page), parsed.GetValue(count)), page, count));
root.Add(Make("tree", "A tree, from the page of its root down.", (dump, parsed) => dump.WriteTree(parsed.GetValue(page)), page));
root.Add(Make("log", "The log from where recovery begins.", (dump, _) => dump.WriteLog()));
return root.Parse(args).Invoke();

Command Make(string name, string help, Action<DatabaseDump, ParseResult> run, params Symbol[] more)
{
    var command = new Command(name, help) { file };
    foreach (var symbol in more)
    {
        if (symbol is Argument argument)
            command.Add(argument);
        else
            command.Add((Option)symbol);
    }

    command.SetAction(parsed =>
    {
        try
        {
            using var dump = new DatabaseDump(parsed.GetValue(file)!, Console.Out);
            run(dump, parsed);
            return 0;
        }
        catch (Exception e) when (e is EngineException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    });
    return command;
}
