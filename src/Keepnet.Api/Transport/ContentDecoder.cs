using System.Buffers;
using System.Text;

namespace Keepnet.Api.Transport;

/// <summary>Turns body bytes into UTF-8 without byte order mark: by the mark, else by the zeros among its first bytes, else by the declared charset, else as they are.</summary>
/// <remarks>Bytes that the encoding does not know throw <see cref="DecoderFallbackException"/>.</remarks>
internal sealed class ContentDecoder(string? charset)
{
    private const int LongestMark = 4;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly byte[] _head = new byte[LongestMark];
    private int _headLength;
    private bool _hasStarted;
    private Decoder? _decoder;

    /// <summary>Decodes the next bytes. The result is valid until the next call.</summary>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (_hasStarted)
        {
            return DecodeRest(bytes, isLast);
        }

        var taken = Math.Min(LongestMark - _headLength, bytes.Length);
        bytes[..taken].CopyTo(_head.AsSpan(_headLength));
        _headLength += taken;
        if (_headLength < LongestMark && !isLast)
        {
            return [];
        }

        _hasStarted = true;
        var markLength = ChooseEncoding();
        byte[] all = [.. _head.AsSpan(markLength, _headLength - markLength), .. bytes[taken..]];
        return DecodeRest(all, isLast);
    }

    private static Encoding? EncodingOf(string? charset)
    {
        try
        {
            var name = charset?.Trim('"', ' ') ?? string.Empty;
            return name.Length == 0 || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? null
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // An unknown name, or UTF-7, which .NET refuses; UTF-8 is what JSON should be, and its validity is checked.
            return null;
        }
    }

    // JSON begins with two ASCII characters, so the zeros among the first bytes tell more than a charset that may be wrong
    // or missing (RFC 4627, section 3).
    private Encoding? EncodingByHead() => _headLength < LongestMark ? null : (_head[0], _head[1], _head[2], _head[3]) switch
    {
        (not 0, 0, 0, 0) => Encoding.UTF32,
        (not 0, 0, not 0, 0) => Encoding.Unicode,
        (0, not 0, 0, not 0) => Encoding.BigEndianUnicode,
        (not 0, not 0, not 0, not 0) when EncodingOf(charset) is UnicodeEncoding or UTF32Encoding => Encoding.UTF8,
        _ => null,
    };

    private int ChooseEncoding()
    {
        var (encoding, markLength) = _head.AsSpan(0, _headLength) switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((Encoding?)null, 3),
            [0xFF, 0xFE, 0x00, 0x00] => (Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (EncodingByHead() ?? EncodingOf(charset), 0),
        };
        if (encoding is { CodePage: not 65001 })
        {
            var strict = (Encoding)encoding.Clone();
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            _decoder = strict.GetDecoder();
        }

        return markLength;
    }

    private ReadOnlySpan<byte> DecodeRest(ReadOnlySpan<byte> bytes, bool isLast)
    {
        if (_decoder is null)
        {
            return bytes;
        }

        var characters = new char[_decoder.GetCharCount(bytes, isLast)];
        _decoder.GetChars(bytes, characters, isLast);
        _output.ResetWrittenCount();
        Encode(characters, isLast);
        return _output.WrittenSpan;
    }

    // Both halves of a surrogate pair come from one call: decoders hold back a first half until they have the second.
    private void Encode(ReadOnlySpan<char> characters, bool isLast) =>
        Encoding.UTF8.GetEncoder().Convert(characters, _output, isLast, out _, out _);
}
