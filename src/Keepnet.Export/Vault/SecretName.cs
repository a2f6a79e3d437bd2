namespace Keepnet.Export.Vault;

/// <summary>A secret by name, and the setting that gave the name.</summary>
internal sealed record SecretName(string Setting, string Name);
