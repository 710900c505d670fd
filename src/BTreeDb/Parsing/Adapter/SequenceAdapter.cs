using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>The options of sequences and identity columns.</summary>
internal static class SequenceAdapter
{
    /// <summary>The options among a rule's children.</summary>
    public static SyntaxList<SequenceOption> Options(ParserRuleContext context) =>
        Nodes.Map<BTreeDbParser.SequenceOptionContext, SequenceOption>(context, Option);

    /// <summary>One option.</summary>
    public static SequenceOption Option(BTreeDbParser.SequenceOptionContext context) => new(
        Nodes.Position(context),
        Kind(context),
        context.signedNumber() is { } number ? LiteralAdapter.Signed(number) : null,
        context.typeName() is { } type ? TypeAdapter.Convert(type) : null,
        NameAdapter.OptionalQualified(context.qualifiedName()));

    private static SequenceOptionKind Kind(BTreeDbParser.SequenceOptionContext context) => context.Start.Type switch
    {
        BTreeDbLexer.AS => SequenceOptionKind.Type,
        BTreeDbLexer.INCREMENT => SequenceOptionKind.Increment,
        BTreeDbLexer.MINVALUE => SequenceOptionKind.MinValue,
        BTreeDbLexer.MAXVALUE => SequenceOptionKind.MaxValue,
        BTreeDbLexer.START => SequenceOptionKind.Start,
        BTreeDbLexer.RESTART => SequenceOptionKind.Restart,
        BTreeDbLexer.CACHE => SequenceOptionKind.Cache,
        BTreeDbLexer.CYCLE => SequenceOptionKind.Cycle,
        BTreeDbLexer.OWNED => SequenceOptionKind.OwnedBy,
        BTreeDbLexer.SEQUENCE => SequenceOptionKind.SequenceName,
        _ => context.Stop.Type switch
        {
            BTreeDbLexer.MINVALUE => SequenceOptionKind.NoMinValue,
            BTreeDbLexer.MAXVALUE => SequenceOptionKind.NoMaxValue,
            _ => SequenceOptionKind.NoCycle,
        },
    };
}
