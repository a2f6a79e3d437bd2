using System.Reflection;
using System.Text.RegularExpressions;
using Keepnet.Simulator;

namespace Keepnet.Conformance.Tests;

/// <summary>What the documentation says is tested is tested, and the other way round.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_behaviour_in_the_table_has_its_test_and_every_test_its_row()
    {
        var documented = BehaviourRow().Matches(Document("conformance.md"))
            .Select(row => $"{row.Groups["class"].Value}: {row.Groups["behaviour"].Value}");

        var tests = Tests().Select(test => $"{GroupOf(test)}/{test.DeclaringType!.Name}: {test.Name.Replace('_', ' ')}");

        Assert.Equal(tests.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_open_question_of_the_API_names_tests_that_exist()
    {
        var questions = QuestionRow().Matches(Document("conformance.md"));

        var named = questions.SelectMany(row => TestName().Matches(row.Groups["tests"].Value).Select(name => name.Groups[1].Value)).ToList();

        Assert.Equal(26, questions.Count);
        Assert.All(questions, row => Assert.Matches(TestName(), row.Groups["tests"].Value));
        Assert.Empty(named.Except(Tests().Select(test => $"{test.DeclaringType!.Name}.{test.Name}")));
    }

    [Fact]
    public void Every_fault_of_the_simulated_tenant_is_described() => Assert.Equal(
        FaultProfiles.All.Select(profile => $"| `{profile.Name}` | {profile.Description} |").Order(StringComparer.Ordinal),
        FaultRow().Matches(Document("cli.md")).Select(row => row.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_file_that_catches_is_in_the_table_that_says_what_is_lost()
    {
        var rows = CatchRow().Matches(Document("reliability.md")).SelectMany(row => PlaceName().Matches(row.Groups["places"].Value));

        Assert.Equal(
            CatchingFiles().Order(StringComparer.Ordinal),
            rows.Select(place => place.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_of_runs_uses_only_those_above_it_in_the_table_of_folders()
    {
        var folders = RunsRow().Matches(Text("CONTRIBUTING.md")).Select(row => row.Groups["folder"].Value).ToList();

        Assert.Equal(RunsFolders().Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
        Assert.Empty(folders.SelectMany((folder, place) => UsedBy(folder).Except(folders.Take(place + 1)).Select(other => $"{folder} uses {other}")));
    }

    private static IEnumerable<string> RunsFolders() =>
        Directory.EnumerateDirectories(RunsFolder()).Select(folder => Path.GetFileName(folder)).Append(string.Empty);

    private static IEnumerable<string> UsedBy(string folder) => Directory.EnumerateFiles(Path.Combine(RunsFolder(), folder), "*.cs")
        .SelectMany(file => RunsUsing().Matches(File.ReadAllText(file)))
        .Select(directive => directive.Groups["folder"].Value)
        .Distinct();

    private static string RunsFolder() => Path.Combine(RepositoryRoot(), "src", "Keepnet.Export", "Runs");

    private static IEnumerable<string> CatchingFiles() =>
        from file in new DirectoryInfo(Path.Combine(RepositoryRoot(), "src")).EnumerateFiles("*.cs", SearchOption.AllDirectories)
        let folders = Path.GetRelativePath(RepositoryRoot(), file.DirectoryName!).Split(Path.DirectorySeparatorChar)
        where !folders.Contains("obj") && !folders.Contains("bin") && !folders.Contains("Keepnet.Simulator")
        where CatchLine().IsMatch(File.ReadAllText(file.FullName))
        select $"{file.Directory!.Name}/{Path.GetFileNameWithoutExtension(file.Name)}";

    private static IEnumerable<MethodInfo> Tests() => typeof(DocumentationTests).Assembly.GetTypes()
        .Where(type => type != typeof(DocumentationTests))
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(FactAttribute), inherit: false));

    private static string GroupOf(MethodInfo test) => test.DeclaringType!.Namespace!.Split('.')[^1];

    private static string Document(string name) => Text(Path.Combine("docs", name));

    private static string Text(string path) => File.ReadAllText(Path.Combine(RepositoryRoot(), path)).ReplaceLineEndings("\n");

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    // | What happens | [Class](../tests/…/Group/Class.cs) |
    [GeneratedRegex(@"^\| (?<behaviour>[^|]+) \| \[\w+\]\(\.\./tests/Keepnet\.Conformance\.Tests/(?<class>\w+/\w+)\.cs\) \|$", RegexOptions.Multiline)]
    private static partial Regex BehaviourRow();

    // | `Folder/Class`, `Folder/Class` | What is caught | Then | Lost |
    [GeneratedRegex(@"^\| (?<places>`[\w.]+/[\w.]+`(, `[\w.]+/[\w.]+`)*) \| [^|]+ \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex CatchRow();

    [GeneratedRegex(@"`([\w.]+/[\w.]+)`")]
    private static partial Regex PlaceName();

    [GeneratedRegex(@"^\s*catch\b", RegexOptions.Multiline)]
    private static partial Regex CatchLine();

    // | `Runs/Folder` | what it is |
    [GeneratedRegex(@"^\| `Runs(/(?<folder>\w+))?` \|", RegexOptions.Multiline)]
    private static partial Regex RunsRow();

    [GeneratedRegex(@"^using Keepnet\.Export\.Runs\.(?<folder>\w+);", RegexOptions.Multiline)]
    private static partial Regex RunsUsing();

    // | Question? | `Class.Test`, `Class.Test` |
    [GeneratedRegex(@"^\| (?<question>[^|]+\?) \| (?<tests>`[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex QuestionRow();

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| `[a-z0-9-]+` \| [^|]+\. \|$", RegexOptions.Multiline)]
    private static partial Regex FaultRow();
}
