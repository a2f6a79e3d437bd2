namespace Keepnet.Export.Storage;

/// <summary>What a file was like when it was read; opaque, for compare-and-set.</summary>
public readonly record struct StoreVersion(string Value);
