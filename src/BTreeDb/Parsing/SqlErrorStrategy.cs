using Antlr4.Runtime;

namespace BTreeDb.Parsing;

/// <summary>Ends the parse at the first token that does not fit, without ANTLR's attempts to repair.</summary>
internal sealed class SqlErrorStrategy : DefaultErrorStrategy
{
    /// <inheritdoc/>
    public override void Recover(Parser recognizer, RecognitionException e) =>
        throw ParsingErrors.Syntax(e.OffendingToken ?? recognizer.CurrentToken);

    /// <inheritdoc/>
    public override IToken RecoverInline(Parser recognizer) => throw ParsingErrors.Syntax(recognizer.CurrentToken);

    /// <inheritdoc/>
    public override void ReportError(Parser recognizer, RecognitionException e)
    {
    }

    /// <inheritdoc/>
    public override void Sync(Parser recognizer)
    {
    }
}
