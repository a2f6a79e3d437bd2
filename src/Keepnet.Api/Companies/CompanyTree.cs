using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Api.Companies;

/// <summary>Walks company rows and the companies nested in them, to any depth, a parent before its children.</summary>
internal static class CompanyTree
{
    /// <param name="source">Where the rows lie.</param>
    /// <param name="rows">The outermost rows.</param>
    /// <param name="warn">Told of rows that are no company.</param>
    public static IEnumerable<Company> Walk(IJsonSource source, IEnumerable<JsonRange> rows, Action<string> warn)
    {
        // A stack of its own: how deep the nesting goes is up to the API.
        var levels = new Stack<IEnumerator<JsonRange>>([rows.GetEnumerator()]);
        try
        {
            while (levels.TryPeek(out var level))
            {
                if (!level.MoveNext())
                {
                    levels.Pop().Dispose();
                    continue;
                }

                if (Read(source, level.Current, warn) is { } company)
                {
                    yield return company;
                }

                if (CompanyReader.ChildrenOf(source, level.Current) is { } children)
                {
                    levels.Push(JsonItems.Elements(source, children).GetEnumerator());
                }
            }
        }
        finally
        {
            foreach (var level in levels)
            {
                level.Dispose();
            }
        }
    }

    private static Company? Read(IJsonSource source, JsonRange row, Action<string> warn)
    {
        var company = row.Kind == JsonValueKind.Object ? CompanyReader.Read(source, row) : null;
        if (company is null)
        {
            warn("The company list has a row without a company id; it is left out.");
        }

        return company;
    }
}
