using System.Buffers;
using System.Globalization;
using System.Text;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// A JSON string's characters without its escapes, and where in the raw bytes each began. Lone surrogates, which JSON can
/// write and .NET's own reader refuses, are taken as they are.
/// </summary>
internal readonly struct UnescapedText : IDisposable
{
    private readonly char[] _characters;
    private readonly int[]? _offsets;
    private readonly int _length;

    private UnescapedText(ReadOnlySpan<byte> raw)
    {
        _characters = ArrayPool<char>.Shared.Rent(raw.Length);
        if (Ascii.IsValid(raw) && !raw.Contains((byte)'\\'))
        {
            // The usual case, where every character is a byte.
            _length = Encoding.ASCII.GetChars(raw, _characters);
            return;
        }

        _offsets = ArrayPool<int>.Shared.Rent(raw.Length + 1);
        for (var index = 0; index < raw.Length;)
        {
            var start = index;
            var count = Next(raw, ref index, _characters.AsSpan(_length));
            _offsets.AsSpan(_length, count).Fill(start);
            _length += count;
        }

        _offsets[_length] = raw.Length;
    }

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _length);

    /// <summary>Reads the bytes between a JSON string's quotes.</summary>
    public static UnescapedText Of(ReadOnlySpan<byte> raw) => new(raw);

    /// <summary>Where in the raw bytes a character begins; the end of the bytes for the end of the text.</summary>
    public int OffsetOf(int character) => _offsets is null ? character : _offsets[character];

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters);
        if (_offsets is not null)
            ArrayPool<int>.Shared.Return(_offsets);
    }

    private static int Next(ReadOnlySpan<byte> raw, ref int index, Span<char> destination)
    {
        if (raw[index] != '\\')
        {
            _ = Rune.DecodeFromUtf8(raw[index..], out var rune, out var bytes);
            index += bytes;
            return rune.EncodeToUtf16(destination);
        }

        var letter = raw[index + 1];
        destination[0] = letter == 'u'
            ? (char)ushort.Parse(raw.Slice(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : Unescape(letter);
        index += letter == 'u' ? 6 : 2;
        return 1;
    }

    private static char Unescape(byte letter) => letter switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)letter,
    };
}
