using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Keepnet.Export.Queueing;

/// <summary>
/// Message ids: <c>runId/companyId[/attempt]</c>, so that the queue's duplicate detection drops a company put in twice, but
/// not one that is tried again.
/// </summary>
public static class ExportMessageId
{
    // The longest id Service Bus takes.
    private const int MaxLength = 128;

    public static string Of(ExportMessage message)
    {
        var id = message.Attempt == 1
            ? $"{message.RunId}/{message.CompanyId}"
            : string.Create(CultureInfo.InvariantCulture, $"{message.RunId}/{message.CompanyId}/{message.Attempt}");
        return id.Length <= MaxLength ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }
}
