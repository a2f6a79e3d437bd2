using Keepnet.Export.Cli;

using var signals = new ProcessSignals();
return await new KeepnetExportApp(Terminal.ForProcess(), signals).RunAsync(args);
