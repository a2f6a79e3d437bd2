using Keepnet.Export.Benchmarks;

return await CommandLine.Build().Parse(args).InvokeAsync();
