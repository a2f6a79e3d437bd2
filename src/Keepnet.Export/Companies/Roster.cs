using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keepnet.Api.Companies;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Companies;

/// <summary>The companies of a run, as its plan lists them.</summary>
internal sealed class Roster(IExportStore store)
{
    private const string NotListed = "notListed";

    public async IAsyncEnumerable<PlannedCompany> ReadAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in NdjsonReader.ReadAsync(store, StorePaths.Companies(runId), cancellationToken))
        {
            var company = Company.Read(line)
                ?? throw new StoreException($"{StorePaths.Companies(runId)} holds a line that is no company; the plan is damaged. Start a new run.", isPassing: false);
            yield return new PlannedCompany(company, !IsMarkedNotListed(line, company.Id));
        }
    }

    public async Task<HashSet<string>> IdsAsync(string runId, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var planned in ReadAsync(runId, cancellationToken))
        {
            ids.Add(planned.Company.Id);
        }

        return ids;
    }

    /// <summary>The line of a company that was asked for by id but is not in the API's list.</summary>
    public static byte[] LineOfNotListed(string companyId) =>
        Encoding.UTF8.GetBytes($$"""{"companyResourceId":"{{JsonEncodedText.Encode(companyId)}}","{{NotListed}}":true}""");

    /// <summary>Lower-case hex SHA-256 of the ids, sorted ordinally and joined by line feeds.</summary>
    public static string Hash(IEnumerable<string> ids)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var separator = ReadOnlySpan<byte>.Empty;
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            hash.AppendData(separator);
            hash.AppendData(Encoding.UTF8.GetBytes(id));
            separator = "\n"u8;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Nothing but an id: a field of this name in one of the API's own objects means something else.
    private static bool IsMarkedNotListed(ReadOnlyMemory<byte> line, string companyId) => line.Span.SequenceEqual(LineOfNotListed(companyId));
}
