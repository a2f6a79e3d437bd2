namespace Keepnet.Export.Exporting.Json;

/// <summary>Finds where things end in a JSON text known to be valid.</summary>
internal sealed class JsonSkipper(JsonWindow window)
{
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
        var walk = new ContainerWalk();
        while (true)
        {
            var bytes = window.From(position);
            if (walk.FindEnd(bytes) is >= 0 and var end)
            {
                return position + end;
            }

            position += bytes.Length;
        }
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

    // Byte by byte: numbers are short.
    public long EndOfNumber(long position)
    {
        while (window.TryFrom(position, out var bytes))
        {
            for (var index = 0; index < bytes.Length; index++)
            {
                if (bytes[index] is (byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                {
                    return position + index;
                }
            }

            position += bytes.Length;
        }

        return position;
    }
}
