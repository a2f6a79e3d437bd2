namespace Keepnet.Simulator;

/// <summary>One page of <c>companies/search</c>; the totals count top-level rows.</summary>
internal sealed record CompanyPage(int Number, int Size, int TotalRecords, IReadOnlyList<SimulatedCompany> Rows)
{
    public int TotalPages => (int)(((long)TotalRecords + Size - 1) / Size);
}
