using Keepnet.Export;
using Keepnet.Export.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddKeepnetExport();
builder.AddExportQueue();
builder.AddExportSchedule();
builder.AddTelemetry();
builder.Build().Run();
