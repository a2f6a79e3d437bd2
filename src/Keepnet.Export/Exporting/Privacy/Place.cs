namespace Keepnet.Export.Exporting.Privacy;

/// <summary>An object or array the rewriter is in.</summary>
internal readonly record struct Place(Zone Zone, FieldPath Path, FieldName Field, WidgetRules Rules)
{
    public bool IsArray { get; init; }

    /// <summary>True for the item itself.</summary>
    public bool IsRoot { get; init; }

    /// <summary>What everything in here says of somebody: all of a <c>manager</c> object is personal.</summary>
    public PersonalKind? Inherited { get; init; }

    /// <summary>True for <c>campaigns</c>, <c>enrollments</c> and the like, where a name is a title.</summary>
    public bool HoldsTitles => Field.IsTitle;
}
