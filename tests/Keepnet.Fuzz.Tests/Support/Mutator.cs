using System.Text;

namespace Keepnet.Fuzz.Tests.Support;

/// <summary>Changes a text in a few places, as a broken server or somebody with bad intentions would; the same seed, the same changes.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxBytes = 256 * 1024;

    private static readonly byte[][] Fragments =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u0000", "\\ud83d\\ude00", "\\ud800", "\\udc00", "null", "true", "-", "-0", "1e999", "0.1e-400",
            "99999999999999999999999999", "1.7976931348623157E+308", "{\"data\":[]}", "\"resourceId\":", "\"data\":", "\"status\":200,", "\"isSuccess\":\"no\",",
            "\"widgetLayout\":\"[{\\\"resourceId\\\":\\\"w\\\"}]\",", "12/31/2025 00:00", "31/31/0000", "2026-02-30T25:61:61.9999999999+99:99", "44.5%", "%", "1,5",
            "..", "../", "%2e%2e%2f", "%", "%F", "%c3%28", "CON", "nul.", " ", "\t", "\r\n", "\n", "\0", "\u2028", "\u202e", "e\u0301", "\u00e9", "\uFEFF", "\uFFFD",
            "=cmd|' /C calc'!A0", "ida.sorli@example.test", "~", "eyJ", ".", "Infinity", "NaN", "-1", "9223372036854775808", "Thu, 01 Jan 1970 00:00:00 GMT",
        }.Select(Encoding.UTF8.GetBytes),
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ];

    private readonly Random _random = new(seed);

    public Random Random => _random;

    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        var text = new List<byte>(Pick(corpus));
        for (var changes = _random.Next(1, 9); changes > 0; changes--)
        {
            Change(text, corpus);
        }

        return [.. text.Take(MaxBytes)];
    }

    private static List<byte> Slice(List<byte> text, int start, int length) => text.GetRange(start, Math.Min(length, text.Count - start));

    private byte[] Pick(IReadOnlyList<byte[]> choices) => choices[_random.Next(choices.Count)];

    private int Place(List<byte> text) => _random.Next(text.Count + 1);

    private void Change(List<byte> text, IReadOnlyList<byte[]> corpus)
    {
        var place = Place(text);
        switch (_random.Next(10))
        {
            case 0 when place < text.Count:
                text[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when place < text.Count:
                text[place] = (byte)_random.Next(256);
                break;
            case 2:
                text.RemoveRange(place, Math.Min(_random.Next(1, 64), text.Count - place));
                break;
            case 3:
                text.RemoveRange(place, text.Count - place);
                break;
            case 4:
                text.InsertRange(Place(text), Slice(text, place, _random.Next(1, 512)));
                break;
            case 5:
                // Nesting, or one very long token.
                text.InsertRange(place, Enumerable.Repeat(Pick(Fragments), _random.Next(1, 3000)).SelectMany(fragment => fragment).Take(20_000));
                break;
            case 6:
                var other = new List<byte>(Pick(corpus));
                text.InsertRange(place, Slice(other, Place(other), _random.Next(1, 4096)));
                break;
            default:
                text.InsertRange(place, Pick(Fragments));
                break;
        }
    }
}
