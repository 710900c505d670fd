using BTreeDb.Binding;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>Short ways to bind a text against the golden catalog.</summary>
internal static class BindingFixture
{
    public static BoundStatement Bind(string sql, params SqlType[] parameterTypes) =>
        Bind(FakeCatalog.Golden(), sql, parameterTypes);

    public static BoundStatement Bind(FakeCatalog catalog, string sql, params SqlType[] parameterTypes) =>
        Binder.Bind(
            SqlParser.ParseStatement(sql), catalog, BindingOptions.Default with { ParameterTypes = [.. parameterTypes] });

    public static T BindQuery<T>(string sql)
        where T : BoundQuery =>
        Bind(sql).ShouldBeOfType<BoundQueryStatement>().Query.ShouldBeOfType<T>();

    public static EngineException Error(string sql) => Should.Throw<EngineException>(() => Bind(sql));

    /// <summary>What PostgreSQL's Describe shows of a statement, or its error.</summary>
    public static string Describe(string sql)
    {
        try
        {
            var statement = Bind(sql);
            TypedTree.Check(statement);
            return Describe(statement);
        }
        catch (EngineException error)
        {
            return $"error {error.SqlState} at {error.Position}: {error.Message}\n";
        }
    }

    private static string Describe(BoundStatement statement)
    {
        var text = new System.Text.StringBuilder();
        switch (statement)
        {
            case BoundQueryStatement { Query: var query }:
                foreach (var column in query.Columns)
                    text.Append($"{column.Name} {TypeNames.Of(column.Type)}\n");
                break;
            case BoundInsert insert:
                Append(text, insert.Returning);
                break;
            case BoundUpdate update:
                Append(text, update.Returning);
                break;
            case BoundDelete delete:
                Append(text, delete.Returning);
                break;
        }
        return text.Length == 0 ? "no columns\n" : text.ToString();
    }

    private static void Append(System.Text.StringBuilder text, IEnumerable<BoundProjection> projections)
    {
        foreach (var projection in projections)
            text.Append($"{projection.Column.Name} {TypeNames.Of(projection.Column.Type)}\n");
    }
}
