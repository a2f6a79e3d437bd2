using Keepnet.Export.Cli;

using var signals = new ProcessSignals(TimeProvider.System);
return await new KeepnetExportApp(Terminal.ForProcess(), signals).RunAsync(args);
