using Keepnet.Infra.Tests.Bicep;

namespace Keepnet.Infra.Tests.Template;

public sealed class ParameterFileTests
{
    private static readonly string[] Names =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("infra"), "*.bicepparam")
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> ParameterFiles => new(Names);

    [SkippableFact]
    public async Task The_template_builds_without_a_warning()
    {
        var result = await BicepCli.RunAsync("build", RepositoryFiles.PathOf("infra", "main.bicep"), "--stdout");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Diagnostics);
    }

    [SkippableFact]
    public async Task The_template_lints_without_a_warning()
    {
        var result = await BicepCli.RunAsync("lint", RepositoryFiles.PathOf("infra", "main.bicep"));

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Output + result.Diagnostics);
    }

    [SkippableTheory]
    [MemberData(nameof(ParameterFiles))]
    public async Task Every_parameter_file_builds_without_a_warning(string file)
    {
        var result = await BicepCli.RunAsync("build-params", RepositoryFiles.PathOf("infra", file), "--stdout");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void There_is_a_small_a_large_and_an_azd_parameter_file() =>
        Assert.Equal(["main.bicepparam", "main.large.bicepparam", "main.small.bicepparam"], Names);

    [Fact]
    public void No_module_comes_from_a_registry()
    {
        var templates = Directory.EnumerateFiles(RepositoryFiles.PathOf("infra"), "*.bicep", SearchOption.AllDirectories);

        Assert.All(templates, file => Assert.DoesNotMatch("'(br|ts)[:/]", File.ReadAllText(file)));
    }
}
