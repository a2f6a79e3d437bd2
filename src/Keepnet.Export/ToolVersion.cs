using System.Reflection;

namespace Keepnet.Export;

/// <summary>The name and version under which this program signs what it writes.</summary>
public static class ToolVersion
{
    public static string Text { get; } = "keepnet-export " + Version();

    private static string Version()
    {
        var version = typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
