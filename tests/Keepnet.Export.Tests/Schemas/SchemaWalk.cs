using System.Text.Json;

namespace Keepnet.Export.Tests.Schemas;

/// <summary>Follows a schema along the fields of what is written, or along its own.</summary>
internal sealed class SchemaWalk(JsonElement root)
{
    /// <summary>Fields of the instance that no schema describes.</summary>
    public IEnumerable<string> Undescribed(JsonElement instance) => Undescribed(instance, root, "");

    /// <summary>Every field the schema knows, by its path, and whether its object must have it.</summary>
    public IEnumerable<(string Path, JsonElement Schema, bool IsRequired)> Fields() => Fields(root, "");

    /// <summary>The schema itself, whether it stands here or is referred to; words beside the reference stay.</summary>
    public JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..])
        : schema;

    private IEnumerable<string> Undescribed(JsonElement instance, JsonElement schema, string path)
    {
        var resolved = Resolve(schema);
        return instance.ValueKind switch
        {
            JsonValueKind.Object when resolved.TryGetProperty("properties", out _) || resolved.TryGetProperty("additionalProperties", out _) =>
                instance.EnumerateObject().SelectMany(field => UndescribedField(field, resolved, $"{path}/{field.Name}")),
            JsonValueKind.Array when resolved.TryGetProperty("items", out var items) =>
                instance.EnumerateArray().SelectMany(element => Undescribed(element, items, path + "[]")),
            _ => [],
        };
    }

    private IEnumerable<string> UndescribedField(JsonProperty field, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(field.Name, out var described))
        {
            return Undescribed(field.Value, described, path);
        }

        // True where the fields are the API's own.
        return schema.TryGetProperty("additionalProperties", out var others)
            ? others.ValueKind == JsonValueKind.True ? [] : Undescribed(field.Value, others, path)
            : [path];
    }

    private IEnumerable<(string Path, JsonElement Schema, bool IsRequired)> Fields(JsonElement schema, string path)
    {
        var resolved = Resolve(schema);
        if (resolved.TryGetProperty("items", out var items))
        {
            yield return ($"{path}[]", items, true);
            foreach (var field in Fields(items, path + "[]"))
            {
                yield return field;
            }
        }

        if (resolved.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            yield return ($"{path}/*", others, false);
        }

        var required = resolved.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        foreach (var property in resolved.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [])
        {
            var name = $"{path}/{property.Name}";
            yield return (name, property.Value, required.Contains(property.Name));
            foreach (var field in Fields(property.Value, name))
            {
                yield return field;
            }
        }
    }
}
