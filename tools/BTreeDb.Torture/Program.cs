using System.CommandLine;
using BTreeDb.Torture;

var seed = new Option<int>("--seed") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "How many seeds to run; 0 for as many as reach --crashes.", DefaultValueFactory = _ => 0 };
var crashes = new Option<int>("--crashes") { Description = "Stop after so many crashes.", DefaultValueFactory = _ => 100_000 };
var lives = new Option<int>("--lives") { Description = "How often each seed's database is opened.", DefaultValueFactory = _ => 25 };
var threads = new Option<int>("--threads") { Description = "Seeds that run side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
var kills = new Option<int>("--kills") { Description = "Instead: kill (SIGKILL) a process that writes through ADO.NET so often.", DefaultValueFactory = _ => 0 };
var trace = new Option<bool>("--trace") { Description = "Print every statement." };
var child = new Option<string?>("--child") { Description = "Be the process that is killed.", Hidden = true };

var command = new RootCommand("Mistreats databases: crashes, failing disks and flipped bits, decided by seeds.")
{
    seed, seeds, crashes, lives, threads, kills, trace, child,
};
command.SetAction(parsed =>
{
    if (parsed.GetValue(child) is { } path)
        return KilledWriter.Run(path, Console.In, Console.Out);
    if (parsed.GetValue(kills) is > 0 and var count)
        return new KillCampaign(parsed.GetValue(seed), Console.Out).Run(count);
    var campaign = new TortureCampaign(parsed.GetValue(lives), parsed.GetValue(threads), parsed.GetValue(trace), Console.Out);
    return campaign.Run(parsed.GetValue(seed), parsed.GetValue(seeds), parsed.GetValue(crashes));
});
return command.Parse(args).Invoke();
