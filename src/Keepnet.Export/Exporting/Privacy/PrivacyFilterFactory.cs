using Keepnet.Api;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Makes the filter of each export as the settings demand.</summary>
internal sealed class PrivacyFilterFactory(ExportOptions options, KeepnetApiOptions api)
{
    private readonly PrivacyKey? _key = PrivacyKey.TryParse(options.PrivacyKey, out var key) ? key : null;

    public PrivacyFilter Create() => new(options.Privacy, _key, api.SpoolDirectory);
}
