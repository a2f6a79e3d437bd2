using Keepnet.Export.Benchmarks;

return await BenchmarkCommands.Build().Parse(args).InvokeAsync();
