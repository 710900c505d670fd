using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using BTreeDb.Binding;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution;

/// <summary>Whatever binding resolves, execution can run: each overload of each table has a kernel.</summary>
public sealed class SignatureCoverageTests
{
    private static readonly TypeId[] Castable =
    [
        TypeId.Boolean, TypeId.SmallInt, TypeId.Integer, TypeId.BigInt, TypeId.Real, TypeId.Double, TypeId.Numeric, TypeId.Text,
        TypeId.VarChar, TypeId.Char, TypeId.Bytea, TypeId.Date, TypeId.Time, TypeId.Timestamp, TypeId.TimestampTz, TypeId.Uuid, TypeId.Interval,
    ];

    [Fact]
    public void Every_signature_of_binding_compiles()
    {
        var failures = new List<string>();
        foreach (var table in Tables())
        {
            foreach (var (name, signatures) in Contents(table))
            {
                foreach (var signature in signatures)
                {
                    if (table == AggregateSignatures.All)
                        TryAggregate(signature.Aggregate, signature.Arguments[0], signature.Result, failures);
                    else
                        Compile(name, signature, failures);
                }
            }
        }

        failures.ShouldBeEmpty();
    }

    [Fact]
    public void Every_cast_that_binding_allows_compiles()
    {
        var failures = new List<string>();
        foreach (var from in Castable)
        {
            foreach (var to in Castable)
            {
                if (!CastRules.Allows(from, to, CastContext.Explicit))
                    continue;
                var cast = new BoundCast(Null(from), new SqlType(to), IsExplicit: true);
                Try($"{from} -> {to}", cast, failures);
            }
        }

        failures.ShouldBeEmpty();
    }

    private static void Compile(string name, Signature signature, List<string> failures)
    {
        // The engine computes those about the catalog and the session; tests/sql has them.
        if (signature.Function is FunctionId.None or (>= FunctionId.CurrentSetting and <= FunctionId.GetFunctionResult))
            return;
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var type in signature.KernelArguments)
            arguments.Add(new BoundLiteral(Datum.Null, Concrete(type)));
        Try(name, new BoundCall(signature.Function, arguments.ToImmutable(), Concrete(signature.KernelResult)), failures);
    }

    /// <summary>A type that a stand-in may mean.</summary>
    private static SqlType Concrete(TypeId type) => type is PseudoTypes.Any or PseudoTypes.AnyNonArray
        ? SqlType.Integer
        : SignatureTypes.Resolve(type, SqlType.Integer, SqlType.Integer);

    private static void TryAggregate(AggregateId aggregate, TypeId argument, TypeId result, List<string> failures)
    {
        try
        {
            AggregateState.Create(aggregate, new SqlType(argument), new SqlType(result)).EnsureGroups(1);
        }
        catch (Exception e)
        {
            failures.Add($"{aggregate}({argument}): {e.Message}");
        }
    }

    private static void Try(string name, BoundExpression expression, List<string> failures)
    {
        try
        {
            ExpressionHarness.Compile(expression, [])
                .Evaluate(new BTreeDb.Execution.Vectors.Batch([]) { RowCount = 1 }, ExpressionHarness.Context);
        }
        catch (EngineException e) when (e.SqlState != SqlState.FeatureNotSupported)
        {
            // Functions that are not strict may refuse NULL.
        }
        catch (Exception e) when (e is EngineException or InvalidCastException or IndexOutOfRangeException)
        {
            failures.Add($"{name} {expression}: {e.Message}");
        }
    }

    private static BoundLiteral Null(TypeId type) => new(Datum.Null, new SqlType(type));

    private static IEnumerable<SignatureTable> Tables()
    {
        foreach (var type in new[] { typeof(FunctionSignatures), typeof(OperatorSignatures), typeof(AggregateSignatures) })
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            {
                if (property.GetValue(null) is SignatureTable table)
                    yield return table;
            }
        }
    }

    private static IEnumerable<(string Name, ImmutableArray<Signature> Signatures)> Contents(SignatureTable table)
    {
        var field = typeof(SignatureTable).GetField("_building", BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (DictionaryEntry entry in (IDictionary)field.GetValue(table)!)
            yield return ((string)entry.Key, table[(string)entry.Key]);
    }
}
