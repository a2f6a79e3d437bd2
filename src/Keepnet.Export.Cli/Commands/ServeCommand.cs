using System.CommandLine;
using Keepnet.Export.Cli.Serving;
using Keepnet.Export.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>serve</c>: schedule, queue, HTTP API and run page in one process.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen. Open to other machines only with the setting Serve:ApiKey.",
            HelpName = "URL",
            DefaultValueFactory = _ => ListenAddresses.Default,
        };
        var store = new StoreOptions();
        var command = new Command("serve", "Exports by schedule and on request: schedule, queue, HTTP API and run page in one process.") { urls };
        store.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            await using var app = ServeApp.Create(result.GetValue(urls)!, settings);
            await ListenAddress.BindAsync(result.GetValue(urls)!, () => StartAsync(app, cancellationToken));
            Greet(terminal, app);
            if (!await IsCanceledAsync(app, cancellationToken))
            {
                terminal.Say("The service ended by itself; its log says why. Unfinished runs go on with the next start.");
                return ExitCodes.Stopped;
            }

            terminal.Say("Stopping; unfinished runs go on with the next start.");
            await app.StopAsync(CancellationToken.None);

            // Being told to stop is how a service ends well.
            return ExitCodes.Succeeded;
        });
        return command;
    }

    private static async Task<WebApplication> StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static void Greet(Terminal terminal, WebApplication app)
    {
        var options = app.Services.GetRequiredService<ExportOptions>();
        terminal.Say($"Runs and HTTP API: {string.Join(", ", app.Urls)} (described by /api/openapi.json)");
        terminal.Say($"Schedule: {options.Schedule}, UTC. Ctrl-C ends it.");
    }

    /// <summary>Waits for the end: true when somebody wishes it, false when a fault brought it about.</summary>
    private static async Task<bool> IsCanceledAsync(WebApplication app, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cancellationToken.IsCancellationRequested;
    }
}
