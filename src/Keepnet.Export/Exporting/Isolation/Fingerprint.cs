using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What tells one part of an answer from another.</summary>
/// <param name="Subject">What was answered: a widget's or report's id.</param>
/// <param name="Hash">Of the bytes as received.</param>
/// <param name="Weight">
/// How unlikely it is that another company has the same by chance, in points (<see cref="Evidence"/>).
/// </param>
internal readonly record struct Fingerprint(string Subject, ulong Hash, int Weight)
{
    /// <summary>Equal for equal parts only.</summary>
    public ulong Key => Append(new XxHash64(), this).GetCurrentHashAsUInt64();

    /// <summary>Equal for answers whose parts of weight are equal, whatever their order.</summary>
    public static ulong KeyOf(IEnumerable<Fingerprint> parts) => parts.Where(part => part.Weight > 0)
        .OrderBy(part => part.Subject, StringComparer.Ordinal)
        .Aggregate(new XxHash64(), Append)
        .GetCurrentHashAsUInt64();

    private static XxHash64 Append(XxHash64 hash, Fingerprint part)
    {
        hash.Append(MemoryMarshal.AsBytes<char>(part.Subject));
        hash.Append(BitConverter.GetBytes(part.Hash));
        return hash;
    }
}
