using System.Collections.Immutable;
using Antlr4.Runtime.Atn;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Adapter;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing;

/// <summary>
/// From text to syntax tree; the entry to this folder. Safe for any number of threads: each keeps a lexer and a parser,
/// and all share the automata that ANTLR learns from the statements it sees.
/// </summary>
internal sealed class SqlParser
{
    [ThreadStatic]
    private static SqlParser? _ofThread;

    private static int _fullPredictionCount;

    private readonly SqlTokenStream _tokens = new();
    private readonly BTreeDbParser _parser;

    private SqlParser()
    {
        _parser = new BTreeDbParser(_tokens, TextWriter.Null, TextWriter.Null) { ErrorHandler = new SqlErrorStrategy() };
        _parser.RemoveErrorListeners();
    }

    /// <summary>How many statements of this process needed ANTLR's full LL prediction; none should.</summary>
    internal static int FullPredictionCount => _fullPredictionCount;

    /// <summary>Parses a script of any number of statements; empty statements leave nothing behind.</summary>
    /// <exception cref="EngineException">42601 and its kin, with the position in the script.</exception>
    public static ImmutableArray<ParsedStatement> Parse(string text)
    {
        var parser = Rent();
        try
        {
            parser._tokens.Start(text);
            var statements = ImmutableArray.CreateBuilder<ParsedStatement>(1);
            while (parser._tokens.ReadStatement())
                statements.Add(parser.ParseCurrent());
            return statements.DrainToImmutable();
        }
        finally
        {
            parser.Return();
        }
    }

    /// <summary>Parses a text that must hold exactly one statement.</summary>
    /// <exception cref="EngineException">42601, also when there is none or more than one.</exception>
    public static Statement ParseStatement(string text)
    {
        var statements = Parse(text);
        if (statements.Length == 0)
            throw ParsingErrors.Invalid("syntax error at end of input", text.Length);
        return statements.Length == 1
            ? statements[0].Statement
            : throw ParsingErrors.Invalid("cannot insert multiple commands into a prepared statement", statements[1].Start);
    }

    /// <summary>Parses an expression that stands alone, such as a stored default or check.</summary>
    /// <exception cref="EngineException">42601 and its kin, with the position in the expression.</exception>
    public static Expression ParseExpression(string text)
    {
        var parser = Rent();
        try
        {
            parser._tokens.Start(text);
            if (!parser._tokens.ReadStatement())
                throw ParsingErrors.Invalid("syntax error at end of input", text.Length);
            return parser.Predict(static antlr => ExpressionAdapter.Convert(antlr.singleExpression().expr()));
        }
        finally
        {
            parser.Return();
        }
    }

    /// <summary>
    /// Whether interactive input can be executed: it ends with a semicolon that is not inside quotes, a comment or
    /// parentheses, or holds nothing at all.
    /// </summary>
    public static bool IsComplete(string text)
    {
        foreach (var statement in StatementSplitter.Split(text))
        {
            if (!statement.IsTerminated)
                return false;
        }

        return true;
    }

    private static SqlParser Rent()
    {
        NestingLimit.Reset();
        var parser = _ofThread ?? new SqlParser();
        _ofThread = null;
        return parser;
    }

    private void Return()
    {
        // Nothing of the text may stay alive through the thread.
        _tokens.Release();
        _parser.Reset();
        _ofThread = this;
    }

    private ParsedStatement ParseCurrent()
    {
        var first = _tokens.Tokens[0];
        var last = _tokens.Tokens[^2];
        try
        {
            var statement = Predict(static antlr => StatementAdapter.Convert(antlr.singleStatement().statement()));
            return new ParsedStatement(statement, first.StartIndex, last.StopIndex + 1 - first.StartIndex);
        }
        catch (EngineException e) when (e.SqlState == SqlState.SyntaxError && UnsupportedStatements.Find(_tokens.Tokens) is { } feature)
        {
            throw MissingObjects.Find(feature, _tokens.Tokens) ?? ParsingErrors.NotSupported(feature, first.StartIndex);
        }
    }

    // SLL prediction is fast and decides all valid statements that we know of; LL is the safety net, and is what makes
    // sure that an error is the text's and not the prediction's.
    private T Predict<T>(Func<BTreeDbParser, T> parse)
        where T : class
    {
        try
        {
            return Run(PredictionMode.SLL, parse);
        }
        catch (EngineException e) when (e.SqlState == SqlState.SyntaxError)
        {
            _tokens.Seek(0);
            var result = Run(PredictionMode.LL, parse);
            Interlocked.Increment(ref _fullPredictionCount);
            return result;
        }
    }

    private T Run<T>(PredictionMode mode, Func<BTreeDbParser, T> parse)
    {
        NestingLimit.Reset();
        _parser.Reset();
        _parser.Interpreter.PredictionMode = mode;
        return parse(_parser);
    }
}
