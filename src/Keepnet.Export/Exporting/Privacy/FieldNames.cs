using System.Collections.Frozen;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>The property names that decide, all in normalised form (see <see cref="FieldName.Normalized"/>).</summary>
internal static class FieldNames
{
    /// <summary>Personal by their whole name, whatever the value looks like.</summary>
    public static readonly FrozenDictionary<string, PersonalKind> Certain = Kinds(
        (PersonalKind.Person, """
            fullname firstname lastname middlename maidenname surname givenname familyname nickname initials
            username userprincipalname upn login loginname samaccountname accountname userid employeeid employeenumber
            staffid personnelnumber targetuserid targetuserresourceid userresourceid birthdate dateofbirth birthday dob
            """),
        (PersonalKind.Email, "email emailaddress mail mailaddress useremail targetuseremail recipientemail proxyaddresses"),
        (PersonalKind.Phone, """
            phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber gsm gsmnumber cell cellphone
            msisdn fax faxnumber workphone homephone officephone whatsapp
            """),
        (PersonalKind.Identity, """
            nationalid nationalidnumber nationalidentitynumber identitynumber identitycard idnumber tckn tcno tckimlikno
            ssn socialsecuritynumber passport passportnumber taxid iban
            """));

    /// <summary>Never personal.</summary>
    public static readonly FrozenSet<string> Harmless = Set("""
        actionrange phishingtype widgettype charttype type kind status state result action severity priority
        risklevel level difficulty difficultylevel color colour icon unit currency percentage percent
        date startdate enddate createdate createddate createtime createdat updatetime updatedate updatedat sentdate senttime
        datecreated datemodified datetime time timestamp month year quarter week day period dateinterval daterange dateperiod
        completiondate enrollmentdate duedate lastseen lastlogin lastactivitydate
        language languagecode locale timezone timezoneid
        industry industryname industryresourceid definition benchmarklabel benchmarkcomparisonsentence sourcesummary
        numberofusers usercount totalusers totalusercount targetusercount
        licensetypename licencetypename licensetype licencetype
        """);

    /// <summary>Keys of things.</summary>
    public static readonly FrozenSet<string> Ids = Set("""
        id guid uuid resourceid widgetid reportid campaignid campaignresourceid enrollmentid enrollmentresourceid
        trainingid trainingresourceid surveyid scenarioid scenarioresourceid templateid companyid companyresourceid
        resellerresourceid licensetyperesourceid
        """);

    /// <summary>Titles of campaigns, enrollments, trainings and surveys, and what holds such.</summary>
    public static readonly FrozenSet<string> Titles = Set("""
        campaign campaigns campaignname campaigntitle enrollment enrollments enrollmentname training trainings trainingname
        trainingtitle course courses coursename survey surveys surveyname surveytitle scenario scenarios scenarioname
        template templates templatename bands band sourcebreakdown
        """);

    /// <summary>What describes the thing it belongs to.</summary>
    public static readonly FrozenSet<string> Captions = Set("name title label description");

    // In order: an e-mail of a department's manager is an e-mail.
    private static readonly (PersonalKind Kind, string[] Words)[] Parts =
    [
        (PersonalKind.Email, ["email", "mail"]),
        (PersonalKind.Phone, ["phone", "mobile", "gsm", "msisdn"]),
        (PersonalKind.Identity, ["nationalid", "passport", "socialsecurity"]),
        (PersonalKind.Person,
        [
            "firstname", "lastname", "fullname", "surname", "username", "givenname", "familyname", "nickname",
            "user", "person", "people", "employee", "manager", "supervisor", "recipient", "contact", "owner", "author",
            "participant", "sender", "createdby", "updatedby", "modifiedby", "assignedto", "reportedby", "jobtitle",
            "offender", "student", "learner", "ipaddress", "homeaddress",
        ]),
        (PersonalKind.Department, ["department", "division", "orgunit", "organizationalunit", "businessunit", "costcenter"]),
        (PersonalKind.Company, ["company", "companies", "customer", "tenant", "organization", "organisation", "reseller", "subsidiary"]),
    ];

    /// <summary>Personal by a part of their name, unless the value is a figure: <c>riskiestUserName</c>.</summary>
    public static PersonalKind? Likely(string normalized)
    {
        foreach (var (kind, words) in Parts)
        {
            if (!Ids.Contains(normalized) && words.Any(word => normalized.Contains(word, StringComparison.Ordinal)))
                return kind;
        }

        return null;
    }

    private static FrozenSet<string> Set(string words) => Split(words).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, PersonalKind> Kinds(params (PersonalKind Kind, string Words)[] lists) => lists
        .SelectMany(list => Split(list.Words).Select(word => KeyValuePair.Create(word, list.Kind)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
