using System.Text.Json.Nodes;

namespace Keepnet.Export.Tests.Vault;

/// <summary>One version of a secret in <see cref="FakeVault"/>.</summary>
internal sealed record StoredVersion(string Value, DateTimeOffset Created)
{
    public string Version { get; } = Guid.NewGuid().ToString("N");

    public bool Enabled { get; init; } = true;

    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public JsonObject ToJson(Uri vault, string name, bool withValue)
    {
        var attributes = new JsonObject
        {
            ["enabled"] = Enabled,
            ["created"] = Created.ToUnixTimeSeconds(),
            ["updated"] = Created.ToUnixTimeSeconds(),
            ["recoveryLevel"] = "Recoverable",
        };
        Add(attributes, "exp", Expires);
        Add(attributes, "nbf", NotBefore);
        var json = new JsonObject { ["id"] = new Uri(vault, $"/secrets/{name}/{Version}").AbsoluteUri, ["attributes"] = attributes };
        if (withValue)
        {
            json["value"] = Value;
        }

        return json;
    }

    private static void Add(JsonObject attributes, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            attributes[name] = value.ToUnixTimeSeconds();
        }
    }
}
