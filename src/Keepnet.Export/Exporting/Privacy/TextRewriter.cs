using System.Buffers;
using System.Text;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// Rewrites one string or number of an item. Takes raw bytes without quotes; answers JSON text, quotes included, or nothing
/// when it may stay as it is. The answer is valid until the next call.
/// </summary>
internal sealed class TextRewriter(IReplacer replacer)
{
    // Without one of these, or a full-width form (first byte 0xEF), no spelling of an at sign is in the text.
    private static readonly SearchValues<byte> AtSignBytes = SearchValues.Create([(byte)'@', (byte)'%', (byte)'&', (byte)'\\', 0xEF]);

    private readonly ArrayBufferWriter<byte> _result = new();
    private int _namesReplaced;

    public static bool MayHoldAddress(ReadOnlySpan<byte> raw) => raw.ContainsAny(AtSignBytes);

    public ReadOnlySpan<byte> RewriteValue(scoped ReadOnlySpan<byte> raw, scoped in Place place, FieldName field)
    {
        if (place.Zone == Zone.Text && field.Kind is null && place.Inherited is null && !MayHoldAddress(raw))
            return default;

        using var text = UnescapedText.Of(raw);
        if (MayHoldAddress(raw) && EmailAddresses.IsAddress(text.Characters))
            return Whole(PersonalKind.Email, EmailAddresses.Plain(text.Characters.Trim()));
        if (PrivacyRules.KindOfText(place, field, text.Characters) is { } kind)
            return Whole(kind, text.Characters);

        return MayHoldAddress(raw) ? Parts(raw, text, replacer.Fragment) : default;
    }

    public ReadOnlySpan<byte> RewriteName(scoped ReadOnlySpan<byte> raw)
    {
        using var text = UnescapedText.Of(raw);
        return Parts(raw, text, address => replacer.NameFragment(address, ++_namesReplaced));
    }

    public ReadOnlySpan<byte> RewriteNumber(scoped ReadOnlySpan<byte> digits, PersonalKind kind) =>
        Whole(kind, Encoding.ASCII.GetString(digits));

    private ReadOnlySpan<byte> Whole(PersonalKind kind, scoped ReadOnlySpan<char> value)
    {
        _result.ResetWrittenCount();
        Encoding.ASCII.GetBytes(replacer.Value(kind, value), _result);
        return _result.WrittenSpan;
    }

    private ReadOnlySpan<byte> Parts(scoped ReadOnlySpan<byte> raw, UnescapedText text, Func<ReadOnlySpan<char>, string> replace)
    {
        var copied = 0;
        var from = 0;
        _result.ResetWrittenCount();
        _result.Write("\""u8);
        while (EmailAddresses.TryFind(text.Characters, from, out var address))
        {
            _result.Write(raw[copied..text.OffsetOf(address.Start.Value)]);
            Encoding.ASCII.GetBytes(replace(EmailAddresses.Plain(text.Characters[address])), _result);
            from = address.End.Value;
            copied = text.OffsetOf(from);
        }

        if (from == 0)
            return default;

        _result.Write(raw[copied..]);
        _result.Write("\""u8);
        return _result.WrittenSpan;
    }
}
