using Azure.Storage.Blobs;
using Cronos;
using Keepnet.Api;
using Keepnet.Api.Reports;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Settings;

/// <summary>All settings of a process, read and checked at once.</summary>
public sealed record ExportSettings(KeepnetApiOptions Api, CredentialOptions Credentials, ExportOptions Export)
{
    public const string NoCredentials =
        "There are no client credentials: set Keepnet:ClientId and Keepnet:ClientSecret (in the environment Keepnet__ClientId and Keepnet__ClientSecret), or Keepnet:KeyVaultUri";

    private const string DefaultDirectory = "./exports";

    private static readonly string[] DateParts = ["DD", "MM", "YYYY"];

    /// <exception cref="InvalidSettingsException">A line for every setting that is wrong.</exception>
    public static ExportSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = new ExportSettings(
            reader.Read<KeepnetApiOptions>(KeepnetApiOptions.Section),
            reader.Read<CredentialOptions>(KeepnetApiOptions.Section),
            reader.Read<ExportOptions>(ExportOptions.Section));
        reader.RejectUnknown(KeepnetApiOptions.Section);
        reader.RejectUnknown(ExportOptions.Section);
        settings.Check(reader);
        if (reader.Problems.Count > 0)
        {
            throw new InvalidSettingsException(reader.Problems);
        }

        settings.Api.MaxCallsPerSecond ??= settings.Export.MaxCallsPerSecond;
        return settings;
    }

    /// <exception cref="InvalidSettingsException">No credentials are set, neither directly nor by a vault.</exception>
    public void RequireCredentials()
    {
        if (Credentials is { ClientId: null, KeyVaultUri: null })
        {
            throw new InvalidSettingsException(NoCredentials);
        }
    }

    private void Check(SettingsReader reader)
    {
        CheckBaseUrl(reader);
        CheckCredentials(reader);
        CheckStore(reader);
        if (Api.DateFormat is { } format && !DateParts.All(part => format.Contains(part, StringComparison.Ordinal)))
        {
            reader.Report($"Keepnet:DateFormat is '{format}'; allowed: a text with DD, MM and YYYY, for example DD/MM/YYYY");
        }

        if (!ReportPeriod.TryParse(Export.Period, out _))
        {
            reader.Report($"Export:Period is '{Export.Period}'; allowed: {string.Join(", ", ReportPeriod.Names)}, or first and last day as yyyy-MM-dd_yyyy-MM-dd");
        }

        if (Export.IsScheduled && !CronExpression.TryParse(Export.Schedule, CronFormat.IncludeSeconds, out _))
        {
            reader.Report($"Export:Schedule is '{Export.Schedule}'; allowed: six fields, seconds first, for example '0 0 2 * * *' for 02:00 UTC every night, or {ExportOptions.NeverScheduled}");
        }

        foreach (var problem in VaultRules.Problems(Credentials, Export))
        {
            reader.Report(problem);
        }
    }

    private void CheckBaseUrl(SettingsReader reader)
    {
        var usable = Uri.TryCreate(Api.BaseUrl, UriKind.Absolute, out var uri)
            && uri is { UserInfo: "", Query: "", Fragment: "" }
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        if (!usable)
        {
            reader.Report($"Keepnet:BaseUrl is '{WithoutSecrets(Api.BaseUrl)}'; allowed: an https address such as https://api.keepnetlabs.com, or http on this machine (127.0.0.1, localhost)");
        }
    }

    private void CheckCredentials(SettingsReader reader)
    {
        var (id, secret) = (Credentials.ClientId is not null, Credentials.ClientSecret is not null);
        if (Credentials.KeyVaultUri is null && id != secret)
        {
            reader.Report($"Keepnet:{(id ? "ClientSecret" : "ClientId")} is missing; set it beside Keepnet:{(id ? "ClientId" : "ClientSecret")}");
        }
    }

    private void CheckStore(SettingsReader reader)
    {
        string?[] stores = [Export.Directory, Export.BlobContainerUri, Export.BlobConnectionString];
        if (stores.Count(store => store is not null) > 1)
        {
            reader.Report("Export:Directory, Export:BlobContainerUri and Export:BlobConnectionString name more than one store; keep one");
        }
        else if (Export.BlobContainerUri is { } container && !IsContainer(container))
        {
            reader.Report($"Export:BlobContainerUri is '{WithoutSecrets(container)}'; allowed: https://account.blob.core.windows.net/container, without a signature");
        }
        else if (Export.BlobConnectionString is null != Export.BlobContainer is null)
        {
            reader.Report("Export:BlobConnectionString and Export:BlobContainer belong together; set both or none");
        }
        else if (Export.BlobConnectionString is { } connection && !IsConnectionString(connection))
        {
            reader.Report("Export:BlobConnectionString is not usable; allowed: a connection string of Blob Storage, for example UseDevelopmentStorage=true");
        }
        else if (stores.All(store => store is null))
        {
            Export.Directory = DefaultDirectory;
        }
    }

    private static bool IsContainer(string text) =>
        IsHttps(text) && new Uri(text) is { Query: "" } uri && new BlobUriBuilder(uri) is { BlobContainerName.Length: > 0, BlobName: "" };

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // What it says quotes the text, which holds a key.
            return false;
        }
    }

    private static bool IsHttps(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    // Neither a user with a password nor a signature is repeated.
    private static string WithoutSecrets(string text)
    {
        var address = text.Split('?', '#')[0];
        return (address.LastIndexOf('@') is > 0 and var at ? "…" + address[at..] : address) + (address.Length < text.Length ? "?…" : "");
    }
}
