using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions.Tests;

/// <summary>What the host reads off the functions: names, triggers, routes, and the settings they name.</summary>
public sealed partial class FunctionDeclarationTests
{
    private static readonly List<MethodInfo> Functions = [.. typeof(ExportCompany).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    [Fact]
    public void Eight_calls_and_three_triggers_are_named_after_their_class()
    {
        string[] expected =
        [
            "CloseStaleRuns", "ExportCompany", "GetExport", "GetLatestExport", "Health", "ListExports", "OpenApi", "RetryExport",
            "ScheduledExport", "StartCompanyExport", "StartExports",
        ];

        var names = Functions.Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal);

        Assert.Equal(expected, names);
        Assert.All(Functions, function => Assert.Equal(function.DeclaringType!.Name, function.GetCustomAttribute<FunctionAttribute>()!.Name));
    }

    [Fact]
    public void Calls_need_a_key_and_lie_where_the_description_says()
    {
        string[] expected =
        [
            "get companies/{companyId}/exports/latest", "get exports", "get exports/{runId}", "get health", "get openapi.json",
            "post companies/{companyId}/exports", "post exports", "post exports/{runId}/retry",
        ];

        var triggers = Parameters<HttpTriggerAttribute>();

        Assert.All(triggers, trigger => Assert.Equal(AuthorizationLevel.Function, trigger.AuthLevel));
        Assert.Equal(expected, triggers.Select(trigger => $"{Assert.Single(trigger.Methods!)} {trigger.Route}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_queue_is_the_one_that_is_set_and_its_messages_are_settled_by_the_app()
    {
        var trigger = Assert.Single(Parameters<ServiceBusTriggerAttribute>());

        Assert.Equal(("%ExportQueue%", "ServiceBus", false), (trigger.QueueName, trigger.Connection, trigger.AutoCompleteMessages));
    }

    [Fact]
    public void Every_setting_a_trigger_names_is_set_by_the_template_and_explained()
    {
        var root = RepositoryRoot();
        var template = File.ReadAllText(Path.Combine(root, "infra", "main.bicep"));
        var guide = File.ReadAllText(Path.Combine(root, "docs", "deploy.md"));

        var settings = Parameters<TimerTriggerAttribute>().Select(trigger => trigger.Schedule).Append(Parameters<ServiceBusTriggerAttribute>()[0].QueueName!)
            .Select(expression => Setting().Match(expression).Groups[1].Value)
            .ToList();

        Assert.Equal(["CloseStaleRunsSchedule", "ExportQueue", "ExportSchedule"], settings.Order(StringComparer.Ordinal));
        Assert.All(settings, setting => Assert.Contains($"  {setting}: ", template, StringComparison.Ordinal));
        Assert.All(settings, setting => Assert.Contains($"`{setting}`", guide, StringComparison.Ordinal));
    }

    private static List<TAttribute> Parameters<TAttribute>()
        where TAttribute : Attribute => [.. Functions
            .SelectMany(function => function.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<TAttribute>())
            .OfType<TAttribute>()];

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Functions.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
        }

        return folder;
    }

    [GeneratedRegex("^%([A-Za-z]+)%$")]
    private static partial Regex Setting();
}
