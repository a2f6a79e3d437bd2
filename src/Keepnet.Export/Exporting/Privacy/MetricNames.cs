using System.Collections.Frozen;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Names by which the API calls its metrics (normalised); kept wherever a name or label of a value stands.</summary>
internal static class MetricNames
{
    private static readonly FrozenSet<string> Names = """
        value values count total score rate average median percentage percent number users usercount
        riskscore totalmetrics totalreportedcount industryaverage averagedwelltime quickestresponse companyphishingriskscore
        allindustryavg userswhoclickedandreported userswhodidnotclickandreported userswhodidnotreported clicked submitteddata
        averageclicktime industryaverageclicktime averagedatasubmittime industryaveragedatasubmittime countrepeatoffender
        countsimulated repeatoffenderpercentage percentagesimulated pla countnonsimulated simulatedpercentage
        nonsimulatedpercentage completed inprogress incomplete completedcount inprogresscount incompletecount overallscorex100
        benchmarkscorex100 industryaveragex100 delivered riskyactions reported enrollment opened undetected malicious phishing
        simulation
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    public static bool Contains(ReadOnlySpan<char> label) => label.Length <= 64 && Names.Contains(FieldName.Normalize(label));
}
