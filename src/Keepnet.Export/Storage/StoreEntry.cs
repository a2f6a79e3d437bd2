namespace Keepnet.Export.Storage;

/// <summary>One file in a listing.</summary>
/// <param name="Path">From the store's root.</param>
/// <param name="Bytes">Size.</param>
/// <param name="LastModified">When it was last written.</param>
public sealed record StoreEntry(string Path, long Bytes, DateTimeOffset LastModified);
