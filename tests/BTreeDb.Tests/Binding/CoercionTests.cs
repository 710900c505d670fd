using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>Which conversions the binder inserts, and which it avoids.</summary>
public sealed class CoercionTests
{
    [Fact]
    public void Mixed_integers_compute_in_the_wider_type()
    {
        var call = Only("SELECT a + g FROM t").ShouldBeOfType<BoundCall>();
        call.Function.ShouldBe(FunctionId.Add);
        call.Type.ShouldBe(SqlType.BigInt);
        call.Arguments[0].ShouldBeOfType<BoundCast>().Operand.ShouldBeOfType<BoundColumn>().Type.ShouldBe(SqlType.Integer);
        call.Arguments[1].ShouldBeOfType<BoundColumn>();
    }

    [Fact]
    public void An_integer_literal_widens_without_a_cast()
    {
        var call = Only("SELECT g = 5 FROM t").ShouldBeOfType<BoundCall>();
        var literal = call.Arguments[1].ShouldBeOfType<BoundLiteral>();
        literal.Type.ShouldBe(SqlType.BigInt);
        literal.Value.AsInt64().ShouldBe(5);
    }

    [Fact]
    public void A_varchar_column_stands_for_text_without_a_cast()
    {
        var call = Only("SELECT e = 'x' FROM t").ShouldBeOfType<BoundCall>();
        call.Arguments[0].ShouldBeOfType<BoundColumn>().Type.ShouldBe(SqlType.Text);
        call.Arguments[1].Type.ShouldBe(SqlType.Text);
    }

    [Fact]
    public void An_unknown_literal_becomes_a_value_of_the_other_type()
    {
        var call = Only("SELECT d < '2000-01-02' FROM t").ShouldBeOfType<BoundCall>();
        var literal = call.Arguments[1].ShouldBeOfType<BoundLiteral>();
        literal.Type.ShouldBe(SqlType.Date);
        literal.Value.AsInt64().ShouldBe(1);
    }

    [Fact]
    public void A_length_is_applied_by_a_cast_that_knows_whether_it_was_asked_for()
    {
        var explicitly = Only("SELECT b::varchar(3) FROM t").ShouldBeOfType<BoundCast>();
        explicitly.IsExplicit.ShouldBeTrue();
        explicitly.Type.ShouldBe(new SqlType(TypeId.VarChar, 3));
        var insert = (BTreeDb.Binding.Statements.BoundInsert)BindingFixture.Bind("INSERT INTO t (a, e) SELECT a, b FROM t");
        insert.Row[4].ShouldBeOfType<BoundCast>().IsExplicit.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_cast_where_types_agree()
    {
        Only("SELECT b || b FROM t").ShouldBeOfType<BoundCall>().Arguments.ShouldAllBe(a => a is BoundColumn);
        Only("SELECT c::numeric(10,2) FROM t").ShouldBeOfType<BoundColumn>();
        Only("SELECT coalesce(c, c) FROM t").Type.ShouldBe(new SqlType(TypeId.Numeric, NumericModifier.Make(10, 2)));
    }

    [Fact]
    public void An_in_list_has_one_type()
    {
        var list = Only("SELECT g IN (1, 2, NULL) FROM t").ShouldBeOfType<BoundInList>();
        list.Values.ShouldAllBe(value => value is BoundLiteral && value.Type == SqlType.BigInt);
        Only("SELECT a IN (7) FROM t").ShouldBeOfType<BoundCall>().Function.ShouldBe(FunctionId.Equal);
        Only("SELECT a NOT IN (7) FROM t").ShouldBeOfType<BoundCall>().Function.ShouldBe(FunctionId.NotEqual);
        Only("SELECT a = ANY (ARRAY[1, 2]) FROM t").ShouldBeOfType<BoundInList>();
    }

    [Fact]
    public void The_sides_of_a_union_yield_its_types()
    {
        var union = BindingFixture.BindQuery<BoundSetOperation>("SELECT a, NULL FROM t UNION SELECT g, d FROM t");
        union.Columns[0].Type.ShouldBe(SqlType.BigInt);
        union.Columns[1].Type.ShouldBe(SqlType.Date);
        foreach (var side in new[] { union.Left, union.Right })
        {
            side.Columns[0].Type.ShouldBe(SqlType.BigInt);
            side.Columns[1].Type.ShouldBe(SqlType.Date);
        }
    }

    [Fact]
    public void Literals_of_the_session_mark_the_statement()
    {
        BindingFixture.Bind("SELECT d = 'today' FROM t").DependsOnSession.ShouldBeTrue();
        BindingFixture.Bind("SELECT tz = '2020-01-01' FROM t").DependsOnSession.ShouldBeTrue();
        BindingFixture.Bind("SELECT d = '2020-01-01' FROM t").DependsOnSession.ShouldBeFalse();
    }

    private static BoundExpression Only(string sql) =>
        BindingFixture.BindQuery<BoundSelect>(sql).Projections.ShouldHaveSingleItem().Expression;
}
