using System.Globalization;
using System.Text;

namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>
/// A statement whose integer literals can be written as parameters instead: in the text each stands as <c>{number}</c>.
/// </summary>
internal sealed record GeneratedText(string Template, IReadOnlyList<int> Literals)
{
    /// <summary>With the literals written out.</summary>
    public string WithLiterals() => Replace(i => Literals[i] < 0 ? $"({Literals[i]})" : Number(Literals[i]));

    /// <summary>With parameters in their places.</summary>
    public string WithParameters() => Replace(i => $"${i + 1}::int");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Replace(Func<int, string> replacement)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Template.Length; i++)
        {
            if (Template[i] != '{')
            {
                text.Append(Template[i]);
                continue;
            }

            var end = Template.IndexOf('}', i);
            text.Append(replacement(int.Parse(Template.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture)));
            i = end;
        }

        return text.ToString();
    }
}
