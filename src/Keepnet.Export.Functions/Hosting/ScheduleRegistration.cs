using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Functions.Hosting;

/// <summary>Registers what the timers start.</summary>
internal static class ScheduleRegistration
{
    private const string Setting = "ExportSchedule";

    /// <summary>Reads the setting that the trigger of <see cref="ScheduledExport"/> reads too.</summary>
    /// <exception cref="Settings.InvalidSettingsException">The schedule is missing or cannot be read.</exception>
    public static IHostApplicationBuilder AddExportSchedule(this IHostApplicationBuilder builder)
    {
        var schedule = ScheduleSlot.Parse(Setting, builder.Configuration[Setting]);
        builder.Services.AddSingleton(schedule);
        builder.Services.AddSingleton<ScheduledRuns>();
        return builder;
    }
}
