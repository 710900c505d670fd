using System.Collections;
using System.Reflection;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Fuzz;

/// <summary>Puts a piece of one statement's syntax tree in the place of a piece of the same kind of another one.</summary>
internal sealed class TreeMutator(SqlCorpus corpus, Random random)
{
    /// <summary>A mutant of a statement; null when it cannot be parsed.</summary>
    public string? Mutate(string sql)
    {
        var target = Parse(sql);
        var source = Parse(corpus.Statements[random.Next(corpus.Statements.Count)]);
        if (target is null || source is null)
            return null;
        var places = Collect(target);
        var place = places[random.Next(places.Count)];
        var kind = KindOf(place);
        var pieces = Collect(source).FindAll(piece => piece != source && KindOf(piece) == kind);
        if (pieces.Count == 0 || place == target)
            return null;
        try
        {
            return SyntaxPrinter.Print((Statement)Replace(target, place, pieces[random.Next(pieces.Count)]));
        }
        catch (Exception error) when (error is ArgumentException or InvalidCastException or ArgumentOutOfRangeException)
        {
            // A place that takes only some expressions.
            return null;
        }
    }

    private static Statement? Parse(string sql)
    {
        try
        {
            var statements = SqlParser.Parse(sql);
            return statements.IsEmpty ? null : statements[0].Statement;
        }
        catch (EngineException)
        {
            return null;
        }
    }

    /// <summary>Any expression takes the place of any other; of other nodes only those of one type.</summary>
    private static Type KindOf(SyntaxNode node) => node is Expression ? typeof(Expression) : node.GetType();

    private static List<SyntaxNode> Collect(SyntaxNode root)
    {
        var nodes = new List<SyntaxNode>();
        Collect(root, nodes);
        return nodes;
    }

    private static void Collect(object? value, List<SyntaxNode> nodes)
    {
        switch (value)
        {
            case SyntaxNode node:
                nodes.Add(node);
                foreach (var property in PropertiesOf(node))
                    Collect(property.GetValue(node), nodes);
                break;
            case IEnumerable list when IsSyntaxList(list):
                foreach (var item in list)
                    Collect(item, nodes);
                break;
        }
    }

    private static object Replace(object value, SyntaxNode place, SyntaxNode piece)
    {
        if (ReferenceEquals(value, place))
            return piece;
        if (value is SyntaxNode node)
        {
            var copy = node.GetType().GetMethod("<Clone>$")!.Invoke(node, null)!;
            foreach (var property in PropertiesOf(node))
            {
                if (property.CanWrite && property.GetValue(node) is { } old)
                    property.SetValue(copy, Replace(old, place, piece));
            }

            return copy;
        }

        if (value is not IEnumerable list || !IsSyntaxList(value))
            return value;
        var element = value.GetType().GetGenericArguments()[0];
        var items = new ArrayList();
        foreach (var item in list)
            items.Add(item is null ? null : Replace(item, place, piece));
        var constructor = value.GetType().GetConstructor(
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, [element.MakeArrayType()])!;
        return constructor.Invoke([items.ToArray(element)]);
    }

    private static bool IsSyntaxList(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(SyntaxList<>);

    private static PropertyInfo[] PropertiesOf(SyntaxNode node) =>
        node.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public);
}
