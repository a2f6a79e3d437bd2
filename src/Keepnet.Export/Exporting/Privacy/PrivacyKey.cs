using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>The secret that makes pseudonyms; whoever has it can check a guess, so it is as secret as a password.</summary>
public sealed class PrivacyKey
{
    /// <summary>Fewest bytes accepted.</summary>
    public const int MinimumBytes = 16;

    private readonly byte[] _bytes;

    /// <exception cref="ArgumentException">Fewer than <see cref="MinimumBytes"/> bytes.</exception>
    public PrivacyKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinimumBytes)
        {
            throw new ArgumentException($"The privacy key must have at least {MinimumBytes} bytes.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
        Id = Convert.ToHexStringLower(SHA256.HashData(_bytes))[..8];
    }

    /// <summary>Tells keys apart without giving them away: 8 hex digits of the SHA-256.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Takes the UTF-8 bytes of a setting or secret as they are, white space around them aside. False when too short.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PrivacyKey? key)
    {
        var bytes = Encoding.UTF8.GetBytes(text?.Trim() ?? "");
        key = bytes.Length < MinimumBytes ? null : new PrivacyKey(bytes);
        return key is not null;
    }
}
