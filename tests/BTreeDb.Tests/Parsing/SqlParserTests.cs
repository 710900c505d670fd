using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Tests.Parsing;

public sealed class SqlParserTests
{
    [Theory]
    [InlineData("selec 1", "syntax error at or near \"selec\"", 0)]
    [InlineData("select * form t", "syntax error at or near \"form\"", 9)]
    [InlineData("select * from", "syntax error at end of input", 13)]
    [InlineData("select 1 +", "syntax error at end of input", 10)]
    [InlineData("select 1)", "syntax error at or near \")\"", 8)]
    [InlineData("select 'abc", "unterminated quoted string at or near \"'abc\"", 7)]
    [InlineData("select \"abc", "unterminated quoted identifier at or near \"\"abc\"", 7)]
    [InlineData("select \"\"", "zero-length delimited identifier at or near \"\"\"\"", 7)]
    [InlineData("select $a$ x", "unterminated dollar-quoted string at or near \"$a$ x\"", 7)]
    [InlineData("select 1 /* x", "unterminated /* comment at or near \"/* x\"", 9)]
    [InlineData("select 1_000", "trailing junk after numeric literal at or near \"1_000\"", 7)]
    [InlineData("select 1a", "trailing junk after numeric literal at or near \"1a\"", 7)]
    [InlineData("select 1 < 2 < 3", "syntax error at or near \"<\"", 13)]
    [InlineData("select array[1,2][1]", "syntax error at or near \"[\"", 17)]
    [InlineData("select a from (select 1)", "subquery in FROM must have an alias", 14)]
    [InlineData("select 1 limit 2, 3", "LIMIT #,# syntax is not supported", 16)]
    [InlineData("select 1 limit 1 fetch first 2 rows only", "multiple LIMIT clauses not allowed", 17)]
    [InlineData("create table t (a int deferrable)", "misplaced DEFERRABLE clause", 22)]
    [InlineData("select \u00e9\u00e8 from t t t", "syntax error at or near \"t\"", 19)]
    public void Mistake_gets_PostgreSQLs_message_at_its_token(string sql, string message, int position)
    {
        var error = Should.Throw<EngineException>(() => SqlParser.Parse(sql));
        error.SqlState.ShouldBe("42601");
        error.Message.ShouldBe(message);
        error.Position.ShouldBe(position);
    }

    [Theory]
    [InlineData("create trigger t before insert on x execute function f()", "CREATE TRIGGER is not supported")]
    [InlineData("create constraint trigger t after insert on t for each row execute function f()", "CREATE TRIGGER is not supported")]
    [InlineData("grant role_a to role_b", "GRANT is not supported")]
    [InlineData("create table t (a int) partition by range (a)", "PARTITION BY is not supported")]
    [InlineData("create table t (exclude using gist (a with &&))", "EXCLUDE is not supported")]
    public void Statement_of_PostgreSQL_that_is_missing_is_named(string sql, string message)
    {
        var error = Should.Throw<EngineException>(() => SqlParser.Parse(sql));
        error.SqlState.ShouldBe("0A000");
        error.Message.ShouldBe(message);
    }

    [Fact]
    public void Script_yields_statements_with_their_spans()
    {
        const string script = " select 1 ; ; -- nothing;\n update t set a = ';' ;insert into t values (1)";
        var statements = SqlParser.Parse(script);
        statements.Length.ShouldBe(3);
        script.Substring(statements[0].Start, statements[0].Length).ShouldBe("select 1");
        script.Substring(statements[1].Start, statements[1].Length).ShouldBe("update t set a = ';'");
        script.Substring(statements[2].Start, statements[2].Length).ShouldBe("insert into t values (1)");
        statements[2].Statement.Position.ShouldBe(statements[2].Start);
        SqlParser.Parse(" ; -- nothing").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("'a'\n  'b' -- c\n 'd'", "abd")]
    [InlineData("'a' -- it's\n 'b'", "ab")]
    [InlineData("E'\\n\\t\\\\ \\'x\\x41\\101\\u00e9\\U0001F600'", "\n\t\\ 'xAA\u00e9\U0001F600")]
    [InlineData("E'\\xC3\\xA9'", "\u00e9")]
    [InlineData("U&'\\0061\\+01F600\\\\'", "a\U0001F600\\")]
    [InlineData("U&'!0061' UESCAPE '!'", "a")]
    [InlineData("U&'\\D83D\\DE00'", "\U0001F600")]
    [InlineData("$$it's$$", "it's")]
    [InlineData("$a$x$$y$a$", "x$$y")]
    [InlineData("N'x'", "x")]
    public void String_is_decoded(string literal, string value) =>
        SqlParser.ParseExpression(literal).ShouldBeOfType<StringLiteral>().Value.ShouldBe(value);

    [Theory]
    [InlineData("E'\\xC3'", "22021")]
    [InlineData("E'\\0'", "22021")]
    [InlineData("U&'\\00'", "22025")]
    [InlineData("E'\\uD83D'", "42601")]
    public void Impossible_escape_is_refused(string literal, string sqlState) =>
        Should.Throw<EngineException>(() => SqlParser.ParseExpression(literal)).SqlState.ShouldBe(sqlState);

    [Fact]
    public void Identifier_is_folded_unless_quoted_and_cut_at_63_bytes()
    {
        var name = (ColumnReference)SqlParser.ParseExpression("FOO.\"Bar\"\"s\".\u00c9Tat.U&\"d\\0061t\"." + new string('x', 70));
        name.Parts.ShouldBe(["foo", "Bar\"s", "\u00c9tat", "dat", new string('x', 63)]);
    }

    [Theory]
    [InlineData("a = @p1", "p1")]
    [InlineData("a=@p1", "p1")]
    [InlineData("a = :p1", "p1")]
    [InlineData("a||:p1", "p1")]
    public void Parameter_has_a_name(string sql, string name) =>
        ((BinaryExpression)SqlParser.ParseExpression(sql)).Right.ShouldBeOfType<NamedParameter>().Name.ShouldBe(name);

    [Fact]
    public void At_sign_apart_from_a_name_is_an_operator()
    {
        SqlParser.ParseExpression("@ x").ShouldBeOfType<UnaryExpression>().Operator.Symbol.ShouldBe("@");
        SqlParser.ParseExpression("@-5").ShouldBeOfType<UnaryExpression>().Operator.Symbol.ShouldBe("@-");
        SqlParser.ParseExpression("a <@b").ShouldBeOfType<BinaryExpression>().Operator.Symbol.ShouldBe("<@");
    }

    [Fact]
    public void Colon_in_a_subscript_is_a_slice()
    {
        var slice = ((SubscriptExpression)SqlParser.ParseExpression("a[lo:hi]")).Subscripts[0];
        slice.IsSlice.ShouldBeTrue();
        slice.Upper.ShouldBeOfType<ColumnReference>();
        ((ArrayConstructor)SqlParser.ParseExpression("array[:x, :y]")).Elements[1].ShouldBeOfType<NamedParameter>();
        SqlParser.ParseExpression("a[1]::int").ShouldBeOfType<CastExpression>();
    }

    [Theory]
    [InlineData("a+-b", "+")]
    [InlineData("a*-b", "*")]
    [InlineData("a<--b\n c", "<")]
    [InlineData("a</*x*/c", "<")]
    [InlineData("a@-b", "@-")]
    [InlineData("a!=b", "<>")]
    [InlineData("a->>b", "->>")]
    public void Operator_ends_where_PostgreSQL_ends_it(string sql, string symbol) =>
        SqlParser.ParseExpression(sql).ShouldBeOfType<BinaryExpression>().Operator.Symbol.ShouldBe(symbol);

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("-1", -1L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Integer_takes_its_sign(string sql, long value) =>
        SqlParser.ParseExpression(sql).ShouldBeOfType<IntegerLiteral>().Value.ShouldBe(value);

    [Fact]
    public void Every_unreserved_keyword_can_be_a_column()
    {
        foreach (var word in new[] { "value", "key", "name", "type", "time", "date", "values", "set", "rows", "filter", "over", "parameter", "level" })
        {
            var query = (SelectStatement)SqlParser.ParseStatement($"select {word}, t.{word} from t where {word} = 1 order by {word}");
            ((QuerySpecification)query.Body).Items[0].Value.ShouldBe(new ColumnReference(0, [word]));
        }
    }

    [Fact]
    public void Parser_serves_many_threads()
    {
        Parallel.For(0, 500, i =>
        {
            var sql = $"select a{i}, count(*) from t{i % 7} where b in ({i}, 2) group by 1 having count(*) > {i}";
            var query = (QuerySpecification)((SelectStatement)SqlParser.ParseStatement(sql)).Body;
            ((ColumnReference)query.Items[0].Value).Parts[0].ShouldBe($"a{i}");
        });
    }
}
