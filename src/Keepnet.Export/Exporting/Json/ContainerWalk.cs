using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Keepnet.Export.Exporting.Json;

/// <summary>
/// Walks through a container of valid JSON, 64 bytes at a time, until it ends. Where most bytes are stepped over only to find
/// the end of what holds them, looking at all of them at once is several times as fast as going from bracket to bracket.
/// </summary>
internal struct ContainerWalk
{
    private const int BlockBytes = 64;

    private int _depth;

    // All ones inside a string.
    private ulong _inString;

    // Whether the last byte of the block before escapes the first of the next one.
    private bool _escapesNext;

    /// <summary>Goes on with the next bytes; where the container ends in them, or -1 when it does not.</summary>
    public int FindEnd(ReadOnlySpan<byte> bytes)
    {
        for (var position = 0; position < bytes.Length; position += BlockBytes)
        {
            var end = bytes.Length - position >= BlockBytes
                ? FindEndInBlock(ref MemoryMarshal.GetReference(bytes[position..]))
                : FindEndInRest(bytes[position..]);
            if (end >= 0)
            {
                return position + end;
            }
        }

        return -1;
    }

    private int FindEndInRest(ReadOnlySpan<byte> rest)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Fill((byte)' ');
        rest.CopyTo(block);
        var escapesFirst = _escapesNext;
        var end = FindEndInBlock(ref MemoryMarshal.GetReference(block));

        // The spaces were not there.
        _escapesNext = EndsWithEscape(rest, escapesFirst);
        return end;
    }

    // An odd number of backslashes at the end, but for one that is escaped itself by the block before.
    private static bool EndsWithEscape(ReadOnlySpan<byte> rest, bool escapesFirst)
    {
        var backslashes = rest.Length - 1 - rest.LastIndexOfAnyExcept((byte)'\\');
        return (backslashes - (backslashes == rest.Length && escapesFirst ? 1 : 0)) % 2 != 0;
    }

    private int FindEndInBlock(ref byte block)
    {
        var (quotes, backslashes, opens, closes) = Look(ref block);
        if (backslashes != 0 || _escapesNext)
        {
            quotes &= ~Escaped(backslashes);
        }

        var inString = PrefixXor(quotes) ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        (opens, closes) = (opens & ~inString, closes & ~inString);
        var closeCount = BitOperations.PopCount(closes);
        if (_depth > closeCount)
        {
            _depth += BitOperations.PopCount(opens) - closeCount;
            return -1;
        }

        return StepThrough(opens, closes);
    }

    private int StepThrough(ulong opens, ulong closes)
    {
        for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
        {
            var bracket = BitOperations.TrailingZeroCount(brackets);
            _depth += (opens >> bracket & 1) != 0 ? 1 : -1;
            if (_depth == 0)
            {
                return bracket + 1;
            }
        }

        return -1;
    }

    private ulong Escaped(ulong backslashes)
    {
        var escaped = _escapesNext ? 1UL : 0;
        backslashes &= ~escaped;
        _escapesNext = false;
        while (backslashes != 0)
        {
            var backslash = BitOperations.TrailingZeroCount(backslashes);
            _escapesNext = backslash == BlockBytes - 1;
            var next = _escapesNext ? 0 : 1UL << (backslash + 1);
            escaped |= next;
            backslashes &= (backslashes - 1) & ~next;
        }

        return escaped;
    }

    private static (ulong Quotes, ulong Backslashes, ulong Opens, ulong Closes) Look(ref byte block)
    {
        var bytes = Vector512.LoadUnsafe(ref block);

        // The brackets differ from the braces in this bit, and from nothing else.
        var brackets = bytes | Vector512.Create((byte)0x20);
        return (Bits(bytes, (byte)'"'), Bits(bytes, (byte)'\\'), Bits(brackets, (byte)'{'), Bits(brackets, (byte)'}'));
    }

    private static ulong Bits(Vector512<byte> bytes, byte symbol) => Vector512.Equals(bytes, Vector512.Create(symbol)).ExtractMostSignificantBits();

    // From each quote to the next one: ones.
    private static ulong PrefixXor(ulong bits)
    {
        for (var shift = 1; shift < BlockBytes; shift *= 2)
        {
            bits ^= bits << shift;
        }

        return bits;
    }
}
