using System.Buffers;
using System.IO.Hashing;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Hashes a part of an answer, weighs the evidence and finds the names in it, in one pass with flat memory.</summary>
internal static class FingerprintReader
{
    public static Fingerprint Read(string subject, IJsonSource source, JsonItem item, EvidenceKind kind, NameFinder? names)
    {
        var hash = new XxHash64();
        using var scanner = new JsonScanner();
        var evidence = new EvidenceCounter(kind);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (var offset = item.Offset; offset < item.Offset + item.Length;)
            {
                var wanted = (int)Math.Min(buffer.Length, item.Offset + item.Length - offset);
                var read = source.Read(offset, buffer.AsSpan(0, wanted));
                if (read == 0)
                {
                    throw new EndOfStreamException("An answer ends before its items do.");
                }

                hash.Append(buffer.AsSpan(0, read));
                scanner.Append(buffer.AsSpan(0, read));
                offset += read;
                while (scanner.TryRead())
                {
                    evidence.Add(scanner);
                    names?.Add(scanner);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new Fingerprint(subject, hash.GetCurrentHashAsUInt64(), evidence.Weight);
    }
}
