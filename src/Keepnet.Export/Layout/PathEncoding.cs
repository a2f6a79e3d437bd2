using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Export.Layout;

/// <summary>
/// Turns an opaque id into one segment of a path: UTF-8 bytes outside <c>A-Z a-z 0-9 _ -</c> become <c>%XX</c>, so that the
/// id can be read back and never leaves its folder. A long result is cut and made unique by a hash.
/// </summary>
internal static class PathEncoding
{
    private const int MaxLength = 200;
    private const int CutLength = 150;

    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    public static string Encode(string id)
    {
        var text = new StringBuilder(id.Length);
        foreach (var value in Encoding.UTF8.GetBytes(id))
        {
            if (Plain.Contains(value))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append('%').Append(Convert.ToHexString([value]));
            }
        }

        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, CutLength) + Suffix(id);
    }

    /// <summary>The same with the hash in any case: for an id that differs from another only in case, on a disk that ignores it.</summary>
    public static string EncodeDistinct(string id)
    {
        var encoded = Encode(id);
        return encoded.EndsWith(Suffix(id), StringComparison.Ordinal) ? encoded : encoded + Suffix(id);
    }

    /// <summary>Reads a segment back; null when it was shortened or is not one of ours.</summary>
    public static string? TryDecode(string segment)
    {
        if (segment.Length == 0)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>(segment.Length);
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                if (!char.IsAscii(segment[i]) || !Plain.Contains((byte)segment[i]))
                {
                    return null;
                }

                bytes.Write([(byte)segment[i]]);
            }
            else if (i + 2 < segment.Length && Convert.FromHexString(segment.AsSpan(i + 1, 2), bytes.GetSpan(1), out _, out _) == OperationStatus.Done)
            {
                bytes.Advance(1);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        var id = Encoding.UTF8.GetString(bytes.WrittenSpan);
        return Encode(id) == segment ? id : null;
    }

    private static string Suffix(string id) => "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16];
}
