using System.Text.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>Kinds of JSON values by their names: <c>string</c>, or <c>string|number</c> for either.</summary>
internal static class JsonKindNames
{
    private static readonly (JsonKinds Kind, string Name)[] Names =
    [
        (JsonKinds.String, "string"), (JsonKinds.Number, "number"), (JsonKinds.Boolean, "boolean"),
        (JsonKinds.Object, "object"), (JsonKinds.Array, "array"),
    ];

    public static JsonKinds Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => JsonKinds.String,
        JsonValueKind.Number => JsonKinds.Number,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Boolean,
        JsonValueKind.Object => JsonKinds.Object,
        JsonValueKind.Array => JsonKinds.Array,
        _ => JsonKinds.None,
    };

    /// <exception cref="ArgumentException">A name is not known.</exception>
    public static JsonKinds Parse(string names) => names == "any"
        ? JsonKinds.Any
        : names.Split('|').Aggregate(JsonKinds.None, (kinds, name) => kinds | Find(name));

    public static string ToText(this JsonKinds kinds) =>
        string.Join('|', Names.Where(named => kinds.HasFlag(named.Kind)).Select(named => named.Name));

    private static JsonKinds Find(string name)
    {
        var found = Array.Find(Names, named => named.Name == name);
        return found.Name is null ? throw new ArgumentException($"'{name}' is no kind of JSON value.", nameof(name)) : found.Kind;
    }
}
