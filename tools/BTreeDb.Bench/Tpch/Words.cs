using System.Globalization;
using System.Text;

namespace BTreeDb.Bench.Tpch;

/// <summary>The word lists of the TPC-H specification, and texts made of them.</summary>
internal static class Words
{
    /// <summary>Colors; a part is named by five of them.</summary>
    public static readonly string[] Colors =
        ("almond antique aquamarine azure beige bisque black blanched blue blush brown burlywood burnished chartreuse chiffon "
        + "chocolate coral cornflower cornsilk cream cyan dark deep dim dodger drab firebrick floral forest frosted gainsboro "
        + "ghost goldenrod green grey honeydew hot indian ivory khaki lace lavender lawn lemon light lime linen magenta maroon "
        + "medium metallic midnight mint misty moccasin navajo navy olive orange orchid pale papaya peach peru pink plum powder "
        + "puff purple red rose rosy royal saddle salmon sandy seashell sienna sky slate smoke snow spring steel tan thistle "
        + "tomato turquoise violet wheat white yellow").Split(' ');

    /// <summary>First words of types.</summary>
    public static readonly string[] Type1 = ["STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"];

    /// <summary>Second words of types.</summary>
    public static readonly string[] Type2 = ["ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"];

    /// <summary>Last words of types.</summary>
    public static readonly string[] Type3 = ["TIN", "NICKEL", "BRASS", "STEEL", "COPPER"];

    /// <summary>First words of containers.</summary>
    public static readonly string[] Container1 = ["SM", "LG", "MED", "JUMBO", "WRAP"];

    /// <summary>Second words of containers.</summary>
    public static readonly string[] Container2 = ["CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM"];

    /// <summary>Market segments.</summary>
    public static readonly string[] Segments = ["AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"];

    /// <summary>Priorities of orders.</summary>
    public static readonly string[] Priorities = ["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"];

    /// <summary>Instructions of shipping.</summary>
    public static readonly string[] Instructions = ["DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"];

    /// <summary>Modes of shipping.</summary>
    public static readonly string[] Modes = ["REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"];

    private static readonly string[] Nouns =
        ("foxes ideas theodolites pinto_beans instructions dependencies excuses platelets asymptotes courts dolphins "
        + "multipliers sauternes warthogs frets dinos attainments somas Tiresias' patterns forges braids hockey_players frays "
        + "warhorses dugouts notornis epitaphs pearls tithes waters orbits gifts sheaves depths sentiments decoys realms pains "
        + "grouches escapades packages requests accounts deposits").Split(' ');

    private static readonly string[] Verbs =
        ("sleep wake are cajole haggle nag use boost affix detect integrate maintain nod was lose sublate solve thrash "
        + "promise engage hinder print x-ray breach eat grow impress mold poach serve run dazzle snooze doze unwind kindle "
        + "play hang believe doubt").Split(' ');

    private static readonly string[] Adjectives =
        ("furious sly careful blithe quick fluffy slow quiet ruthless thin close dogged daring brave stealthy permanent "
        + "enticing idle busy regular final ironic even bold silent special pending express unusual").Split(' ');

    private static readonly string[] Adverbs =
        ("sometimes always never furiously slyly carefully blithely quickly fluffily slowly quietly ruthlessly thinly closely "
        + "doggedly daringly bravely stealthily permanently enticingly idly busily regularly finally ironically evenly boldly "
        + "silently").Split(' ');

    private static readonly string[] Prepositions =
        ("about above according_to across after against along among around at before between into near of on outside over "
        + "past since through throughout to toward under until up upon without with within").Split(' ');

    /// <summary>A pool of sentences; a comment is a piece of it, as dbgen does it.</summary>
    private static readonly string Pool = CreatePool(4 << 20);

    /// <summary>A piece of text of a length between two.</summary>
    public static string Comment(ref RowRandom random, int low, int high)
    {
        var length = random.Next(low, high);
        return Pool.Substring(random.Next(0, Pool.Length - length - 1), length).Trim();
    }

    /// <summary>A text of letters and digits without meaning.</summary>
    public static string Address(ref RowRandom random)
    {
        const string Letters = "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,";
        Span<char> text = stackalloc char[40];
        var length = random.Next(10, 40);
        for (var i = 0; i < length; i++)
            text[i] = i == 0 || i == length - 1 ? 'x' : Letters[random.Next(0, Letters.Length - 1)];
        return new(text[..length]);
    }

    /// <summary>A phone number whose first part tells the nation.</summary>
    public static string Phone(ref RowRandom random, int nation) => string.Create(
        CultureInfo.InvariantCulture,
        $"{nation + 10}-{random.Next(100, 999)}-{random.Next(100, 999)}-{random.Next(1000, 9999)}");

    /// <summary>Cents as a decimal number.</summary>
    public static string Money(long cents) => string.Create(
        CultureInfo.InvariantCulture, $"{(cents < 0 ? "-" : "")}{Math.Abs(cents) / 100}.{Math.Abs(cents) % 100:00}");

    private static string CreatePool(int length)
    {
        var text = new StringBuilder(length + 200);
        var random = new RowRandom(9, 1);
        while (text.Length < length)
        {
            AppendNounPhrase(text, ref random);
            text.Append(' ').Append(random.Pick(Verbs)).Append(' ');
            if (random.Next(0, 2) == 0)
                text.Append(random.Pick(Adverbs)).Append(' ');
            if (random.Next(0, 1) == 0)
            {
                text.Append(random.Pick(Prepositions)).Append(" the ");
                AppendNounPhrase(text, ref random);
            }

            text.Append(random.Next(0, 9) switch { 0 => "! ", 1 => "? ", 2 => ": ", _ => ". " });
        }

        return text.Replace('_', ' ').ToString();
    }

    private static void AppendNounPhrase(StringBuilder text, ref RowRandom random)
    {
        switch (random.Next(0, 3))
        {
            case 0:
                text.Append(random.Pick(Adverbs)).Append(' ');
                goto case 1;
            case 1:
                text.Append(random.Pick(Adjectives)).Append(' ');
                break;
            case 2:
                text.Append(random.Pick(Adjectives)).Append(", ").Append(random.Pick(Adjectives)).Append(' ');
                break;
        }

        text.Append(random.Pick(Nouns));
    }
}
