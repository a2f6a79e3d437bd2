namespace Keepnet.Export.Storage;

/// <summary>A small file's bytes and the version they were read at.</summary>
public sealed record StoredFile(ReadOnlyMemory<byte> Content, StoreVersion Version);
