using System.Text.Json.Serialization;
using Keepnet.Export.Diagnostics;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Queueing;
using Keepnet.Export.Requests;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Verification;

namespace Keepnet.Export;

/// <summary>Source-generated contracts of every file and document the product writes.</summary>
[JsonSerializable(typeof(ExportManifest))]
[JsonSerializable(typeof(ChangeLine))]
[JsonSerializable(typeof(LatestPointer))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(BackfillDocument))]
[JsonSerializable(typeof(RunListing[]))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(ExportMessage))]
[JsonSerializable(typeof(RunRetry))]
[JsonSerializable(typeof(RunInterruption))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunsDocument))]
[JsonSerializable(typeof(AcceptedRun))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(IdempotencyMarker))]
internal sealed partial class ExportJsonContext : JsonSerializerContext;
