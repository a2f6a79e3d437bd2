namespace Keepnet.Export.Exporting.Privacy;

/// <summary>The modes as settings and files name them.</summary>
internal static class PrivacyModeNames
{
    public static string ToSetting(this PrivacyMode mode) => mode.ToString().ToLowerInvariant();
}
