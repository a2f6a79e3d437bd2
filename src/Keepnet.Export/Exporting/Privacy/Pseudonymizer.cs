using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>
/// Gives <c>person-3f9a0c12ab34cd56</c>: the kind, then 16 hex digits of an HMAC-SHA256 over the value's
/// <see cref="CanonicalText"/>. The digits depend on the value alone, so a person joins across kinds and spellings.
/// </summary>
internal sealed class Pseudonymizer(PrivacyKey key) : IReplacer
{
    private const int HexDigits = 16;

    private static readonly string[] Prefixes = [.. Enum.GetNames<PersonalKind>().Select(name => name.ToLowerInvariant())];

    public string Value(PersonalKind kind, ReadOnlySpan<char> value) => $"\"{Pseudonym(kind, value)}\"";

    public string Fragment(ReadOnlySpan<char> address) => Pseudonym(PersonalKind.Email, address);

    public string NameFragment(ReadOnlySpan<char> address, int number) => Fragment(address);

    private string Pseudonym(PersonalKind kind, ReadOnlySpan<char> value)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(CanonicalText.Of(value)), hash);

        return $"{Prefixes[(int)kind]}-{Convert.ToHexStringLower(hash[..(HexDigits / 2)])}";
    }
}
