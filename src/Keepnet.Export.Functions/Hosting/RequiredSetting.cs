using Keepnet.Export.Settings;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Functions.Hosting;

/// <summary>Settings of this app alone, which the exporter's own sections do not have.</summary>
internal static class RequiredSetting
{
    /// <exception cref="InvalidSettingsException">The setting is missing or empty.</exception>
    public static string Read(IConfiguration configuration, string key, string meaning) =>
        configuration[key] is { Length: > 0 } value ? value : throw new InvalidSettingsException($"{key} is missing; set it to {meaning}");
}
