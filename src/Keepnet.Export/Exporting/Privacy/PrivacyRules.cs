using System.Collections.Frozen;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// Decides which values are personal.
/// <para>Persons' names, e-mail addresses, phone and identity numbers, departments and names of other companies are. In data
/// objects, table rows and everything undocumented a text is personal unless its field is known to be harmless or it is only
/// a figure; a report's or company's own fields are not, unless their name says so.</para>
/// <para>Titles of campaigns, enrollments and surveys stay: without them the figures of a campaign belong to nothing, and
/// they name a mailing, not its readers. Whoever puts a person's name into a title has to rename it at the source; e-mail
/// addresses are found in titles as in all other texts.</para>
/// </summary>
internal static class PrivacyRules
{
    // Fewer digits under a phone's or identity's name are a count, not a number of somebody's.
    private const int FewestDigits = 7;

    private static readonly FrozenSet<string> WidgetFields =
        new[] { "resourceid", "name", "description", "charttype", "widgettype", "imageurl", "title", "parentkey" }.ToFrozenSet();

    /// <summary>The zone of what stands under <paramref name="field"/> inside <paramref name="parent"/>.</summary>
    public static Zone ZoneOf(in Place parent, FieldName field) => (parent.Zone, field.Normalized) switch
    {
        (Zone.Text, "widgets") when parent.IsRoot => Zone.Widget,
        (Zone.Text, _) => Zone.Text,
        (Zone.Widget, "widgetdatas") => Zone.Point,
        (Zone.Point, "values") => Zone.Measure,
        (Zone.Point, "tabledefinitions") => Zone.Text,
        _ => Zone.Data,
    };

    /// <summary>What a text says of somebody; null when it may stay.</summary>
    public static PersonalKind? KindOfText(in Place parent, FieldName field, ReadOnlySpan<char> value) => parent.Zone switch
    {
        _ when value.IsWhiteSpace() => null,
        Zone.Text => KindInText(parent, field, value),
        Zone.Widget when WidgetFields.Contains(field.Normalized) => null,
        Zone.Point when field.Normalized is "date" => null,
        Zone.Measure when field.Normalized is "name" or "label" => KindOfLabel(parent.Rules, value),
        Zone.Measure when field.Normalized is "annotations" && parent.Rules.IsKnown => null,
        _ => KindInData(parent, field, value),
    };

    /// <summary>What a number says of somebody; null for all but phone and identity numbers.</summary>
    public static PersonalKind? KindOfNumber(in Place parent, FieldName field, ReadOnlySpan<byte> digits) =>
        (field.Kind ?? parent.Inherited) is { } kind and (PersonalKind.Phone or PersonalKind.Identity) && digits.Length >= FewestDigits
            ? kind
            : null;

    /// <summary>What everything inside the value of <paramref name="field"/> says of somebody, unless it says otherwise.</summary>
    public static PersonalKind? Inherit(in Place parent, FieldName field) =>
        parent.Zone == Zone.Text && field.Kind == PersonalKind.Company ? parent.Inherited : field.Kind ?? parent.Inherited;

    private static PersonalKind? KindInText(in Place parent, FieldName field, ReadOnlySpan<char> value)
    {
        var kind = Inherit(parent, field);
        return field.IsHarmless || (kind is not null && !field.IsCertain && Figures.IsFigure(value)) ? null : kind;
    }

    private static PersonalKind? KindOfLabel(WidgetRules rules, ReadOnlySpan<char> value) =>
        rules.LabelsAreMetrics || Figures.IsFigure(value) || MetricNames.Contains(value) ? null : PersonalKind.Person;

    private static PersonalKind? KindInData(in Place parent, FieldName field, ReadOnlySpan<char> value)
    {
        var kind = KindByName(parent, field);
        return kind is not null && !field.IsCertain && Figures.IsFigure(value) ? null : kind;
    }

    private static PersonalKind? KindByName(in Place parent, FieldName field)
    {
        if (field.Kind is { } kind)
            return kind;
        if (field.IsHarmless || (field.IsId && parent.Inherited is not PersonalKind.Person))
            return null;
        if (parent.Inherited is { } inherited)
            return inherited;
        if (field.IsTitle || (parent.Field.Normalized is "dataobject" && parent.Rules.Titles.Contains(field.Normalized)))
            return null;
        if (parent.HoldsTitles && FieldNames.Captions.Contains(field.Normalized))
            return null;

        return field.Normalized is "name" or "displayname" ? PersonalKind.Person : PersonalKind.Value;
    }
}
