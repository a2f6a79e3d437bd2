using System.CommandLine;
using Keepnet.Export.CrashHarness;

var kills = new Option<int>("--kills") { Description = "How many kills to survive.", DefaultValueFactory = _ => 100 };
var pauses = new Option<int>("--pauses") { Description = "How many processes to put to sleep while another one takes their run up." };
var companies = new Option<int>("--companies") { Description = "Companies of the tenant.", DefaultValueFactory = _ => 12 };
var seed = new Option<int>("--seed") { Description = "The same seed kills at the same shares of a run.", DefaultValueFactory = _ => Random.Shared.Next() };
var command = new RootCommand("Kills the exporter at random instants, resumes it, and compares what is in the store with what the tenant has.") { kills, pauses, companies, seed };
command.SetAction(async (result, cancellationToken) =>
{
    var options = new KillOptions
    {
        Kills = result.GetValue(kills),
        Pauses = result.GetValue(pauses),
        Companies = result.GetValue(companies),
        Seed = result.GetValue(seed),
    };
    var killed = await KillRounds.RunAsync(options, Console.Out, cancellationToken);
    var paused = await PauseRounds.RunAsync(options, Console.Out, cancellationToken);
    return killed.Problems.Count + paused.Problems.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
