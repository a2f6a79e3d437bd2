using System.Buffers;

namespace Keepnet.Export.Exporting.Json;

/// <summary>Finds where things end in a JSON text known to be valid.</summary>
internal sealed class JsonSkipper(JsonWindow window)
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"[]{}"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>Past white space, commas and colons; to the next name, value or closing bracket.</summary>
    public long EndOfSeparators(long position)
    {
        while (true)
        {
            var bytes = window.From(position);
            for (var index = 0; index < bytes.Length; index++)
            {
                if (bytes[index] is not ((byte)' ' or (byte)',' or (byte)':' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                {
                    return position + index;
                }
            }

            position += bytes.Length;
        }
    }

    public long EndOfContainer(long position)
    {
        var depth = 0;
        do
        {
            var bytes = window.From(position);
            position += SkipStructure(bytes, ref depth, out var opensString);
            if (opensString)
            {
                position = EndOfString(position);
            }
        }
        while (depth > 0);
        return position;
    }

    // Goes on to where the outermost container ends, to the end of the bytes, or to a string that they do not hold whole.
    private static int SkipStructure(ReadOnlySpan<byte> bytes, ref int depth, out bool opensString)
    {
        opensString = false;
        var position = 0;
        while (bytes[position..].IndexOfAny(Structure) is >= 0 and var next)
        {
            position += next;
            if (bytes[position] != '"')
            {
                depth += bytes[position++] is (byte)'{' or (byte)'[' ? 1 : -1;
                if (depth == 0)
                {
                    return position;
                }

                continue;
            }

            var end = bytes[(position + 1)..].IndexOfAny((byte)'"', (byte)'\\');
            if (end < 0 || bytes[position + 1 + end] == '\\')
            {
                opensString = true;
                return position;
            }

            position += end + 2;
        }

        return bytes.Length;
    }

    public long EndOfString(long position)
    {
        position++;
        while (true)
        {
            var bytes = window.From(position);
            var next = bytes.IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                position += bytes.Length;
            }
            else if (bytes[next] == '"')
            {
                return position + next + 1;
            }
            else
            {
                position += next + 2;
            }
        }
    }

    public long EndOfScalar(long position)
    {
        var bytes = window.From(position);
        var end = bytes.IndexOfAny(ScalarEnd);
        while (end < 0)
        {
            position += bytes.Length;
            if (!window.TryFrom(position, out bytes))
            {
                return position;
            }

            end = bytes.IndexOfAny(ScalarEnd);
        }

        return position + end;
    }
}
