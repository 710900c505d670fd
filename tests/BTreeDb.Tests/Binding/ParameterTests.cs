using BTreeDb.Binding;
using BTreeDb.Binding.Coercion;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>The types that parameters get.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("SELECT a FROM t WHERE a = $1", TypeId.Integer)]
    [InlineData("SELECT a FROM t WHERE d > $1", TypeId.Date)]
    [InlineData("SELECT $1", TypeId.Text)]
    [InlineData("SELECT a + $1 FROM t", TypeId.Integer)]
    [InlineData("SELECT b || $1 FROM t", TypeId.Text)]
    [InlineData("SELECT a FROM t LIMIT $1", TypeId.BigInt)]
    [InlineData("SELECT a FROM t WHERE $1", TypeId.Boolean)]
    [InlineData("SELECT $1::date", TypeId.Date)]
    [InlineData("SELECT coalesce($1, a) FROM t", TypeId.Integer)]
    [InlineData("SELECT a IN (1, $1) FROM t", TypeId.Integer)]
    [InlineData("SELECT CASE WHEN j THEN $1 ELSE g END FROM t", TypeId.BigInt)]
    [InlineData("INSERT INTO t (a, tz) VALUES (1, $1)", TypeId.TimestampTz)]
    [InlineData("INSERT INTO t (a, e) VALUES (1, $1)", TypeId.VarChar)]
    [InlineData("INSERT INTO t (a, d) SELECT a, $1 FROM s", TypeId.Date)]
    [InlineData("UPDATE t SET h = $1", TypeId.Real)]
    [InlineData("SELECT a FROM t WHERE $1 IS NULL OR a = $1", TypeId.Integer)]
    [InlineData("SELECT a FROM t WHERE @id = g", TypeId.BigInt)]
    [InlineData("SELECT 1 UNION SELECT $1", TypeId.Integer)]
    [InlineData("SELECT a FROM t WHERE b LIKE $1", TypeId.Text)]
    [InlineData("SELECT a FROM t WHERE a BETWEEN $1 AND 5", TypeId.Integer)]
    public void A_parameter_takes_the_type_that_its_place_wants(string sql, object expected) =>
        BindingFixture.Bind(sql).ParameterTypes.ShouldHaveSingleItem().ShouldBe(new SqlType((TypeId)expected));

    [Fact]
    public void A_type_given_by_the_caller_stands()
    {
        BindingFixture.Bind("SELECT a FROM t WHERE a = $1", SqlType.BigInt).ParameterTypes[0].ShouldBe(SqlType.BigInt);
        BindingFixture.Bind("SELECT $1 IS NULL", SqlType.Uuid).ParameterTypes[0].ShouldBe(SqlType.Uuid);
    }

    [Fact]
    public void A_parameter_that_nothing_gives_a_type_is_refused()
    {
        var error = BindingFixture.Error("SELECT $1 IS NULL");
        error.SqlState.ShouldBe(SqlState.IndeterminateDatatype);
        error.Message.ShouldBe("could not determine data type of parameter $1");
        error.Position.ShouldBe(7);
    }

    [Fact]
    public void A_parameter_cannot_have_two_types()
    {
        var error = BindingFixture.Error("SELECT $1::date, a = $1 FROM t");
        error.SqlState.ShouldBe(SqlState.UndefinedFunction);
        BindingFixture.Error("SELECT $1::integer UNION SELECT d FROM t").SqlState.ShouldBe(SqlState.DatatypeMismatch);
    }

    [Fact]
    public void Names_are_numbered_over_the_script()
    {
        var options = BindingOptions.Default with { ParameterNames = new ParameterNames() };
        var catalog = FakeCatalog.Golden();
        var first = Binder.Bind(SqlParser.ParseStatement("SELECT a FROM t WHERE a = :x AND b = @y"), catalog, options);
        first.ParameterTypes.ShouldBe([SqlType.Integer, SqlType.Text]);
        var second = Binder.Bind(SqlParser.ParseStatement("SELECT a FROM t WHERE d = :z AND b = @Y"), catalog, options);
        second.ParameterTypes.ShouldBe([SqlType.Unknown, SqlType.Text, SqlType.Date]);
        options.ParameterNames.Names.ShouldBe(["x", "y", "z"]);
    }

    [Fact]
    public void Stored_expressions_have_no_parameters()
    {
        var error = Should.Throw<EngineException>(() => Binder.BindDefault(
            SqlParser.ParseExpression("$1"), "a", SqlType.Integer, FakeCatalog.Golden(), BindingOptions.Default));
        error.SqlState.ShouldBe(SqlState.UndefinedParameter);
    }
}
