namespace Keepnet.Export.Runs.Summaries;

/// <summary>How the API's answers can differ from what is known of them.</summary>
public static class DriftKind
{
    /// <summary>A field the documented schema lacks.</summary>
    public const string Added = "added";

    /// <summary>A documented field that is never sent.</summary>
    public const string Gone = "gone";

    /// <summary>A documented field whose values are of another kind.</summary>
    public const string Changed = "changed";

    /// <summary>A widget type this program does not know.</summary>
    public const string NewWidgetType = "newWidgetType";

    /// <summary>A widget type that the previous run of all companies met and no company has now.</summary>
    public const string VanishedWidgetType = "vanishedWidgetType";
}
