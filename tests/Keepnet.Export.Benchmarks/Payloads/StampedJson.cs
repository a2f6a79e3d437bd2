using System.Buffers.Text;
using System.Text;

namespace Keepnet.Export.Benchmarks.Payloads;

/// <summary>
/// JSON text rendered once, with one place of ten digits that differs from company to company: the exporter rightly refuses
/// companies with the same figures.
/// </summary>
public sealed class StampedJson
{
    /// <summary>What stands in the text where the company's digits go.</summary>
    public const long Placeholder = 1_000_000_000;

    private const int Digits = 10;

    private readonly byte[] _before;
    private readonly byte[] _after;

    public StampedJson(ReadOnlySpan<byte> json)
    {
        var place = json.IndexOf(Encoding.ASCII.GetBytes($"{Placeholder}"));
        _before = json[..place].ToArray();
        _after = json[(place + Digits)..].ToArray();
    }

    public long Length => _before.Length + Digits + _after.Length;

    /// <summary>The text's three parts for a company, in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> PartsFor(int company)
    {
        var digits = new byte[Digits];
        Utf8Formatter.TryFormat(Placeholder + company, digits, out _);
        return [_before, digits, _after];
    }
}
