namespace Keepnet.Simulator;

/// <summary>Invented company names in many scripts, with some that break careless file names and parsers.</summary>
internal static class CompanyNames
{
    private static readonly string[] Plain =
    [
        "Alder Freight", "Birchlight Media", "Copper Quay Bank", "Dunewind Energy", "Elmfield Clinic", "Fernhollow Foods",
        "Granite Loop Software", "Harbour Nine Hotels", "Ivory Peak Insurance", "Juniper Rail", "Kestrel Moor Schools",
        "Larkspur Textiles", "Maple & Tern Law", "Northgate Ceramics", "Opaline Optics", "Pebble Bay Fisheries",
    ];

    private static readonly string[] Odd =
    [
        "Çınaraltı Lojistik A.Ş.", "Größe & Söhne GmbH", "Θαλασσινή Ναυτιλία", "Северный Маяк", "شركة واحة النخيل",
        "חברת גל ים", "青松物流有限公司", "山桜工業株式会社", "은하수 전자", "नील गगन सेवाएँ", "บริษัท ฟ้าคราม", "Łódka Żagle Sp. z o.o.",
        "Orbit 🚀 Labs", "Quill/Ink: \"Paper\" <& Sons>", "../up & away", "  Twice  Spaced  ", "CON", "Tab\tand\nline",
        "An Exceptionally Long Company Name That Goes On And On So That No File System Would Care To Take It As The Name Of A Folder, "
            + "Whatever The Limits Of The Day May Be, Incorporated In More Places Than Anybody Could Reasonably Remember Ltd.",
    ];

    public static string Pick(RandomStream random, int index)
    {
        var name = random.Pick(random.Chance(0.4) ? Odd : Plain);
        return index < Plain.Length ? name : $"{name} {index}";
    }
}
