using Keepnet.Api;
using Keepnet.Export.Exporting.Widgets;

namespace Keepnet.Export.Exporting;

/// <summary>Learns from the company's widget catalogue which widgets its licence offers.</summary>
internal sealed class CatalogueStep(KeepnetClient client)
{
    /// <summary>Asks for the catalogue; <see cref="ReadAsync"/> takes the answer.</summary>
    public CallsAhead<CompanyScope> Ask(CompanyExport export, CancellationToken cancellationToken) =>
        new([export.Scope], client.GetMetricsAsync, cancellationToken);

    public static async Task ReadAsync(CompanyExport export, CallsAhead<CompanyScope> call)
    {
        call.TryNext(out _, out var answering);
        try
        {
            await using var answer = await answering!;
            export.Drift.ObserveCatalogue(answer.Source, answer.Items[0]);
            var catalogue = CatalogueReader.Read(answer.Source, answer.Items[0]);
            export.AddWidgets(catalogue.WidgetIds);
            foreach (var warning in catalogue.Warnings)
            {
                export.Warn(warning);
            }
        }
        catch (KeepnetApiException exception) when (CompanyExport.LosesOnePart(exception))
        {
            export.WidgetContents.IsWhole = false;
            export.Warn($"The widget catalogue cannot be read; only widgets that reports name are exported. {exception.Message}");
            if (export.WidgetIds.Count == 0)
            {
                export.OtherFailure ??= ExportFailure.Of(exception);
            }
        }
    }
}
