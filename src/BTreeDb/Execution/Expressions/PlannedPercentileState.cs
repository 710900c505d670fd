using BTreeDb.Execution.Vectors;
using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// Percentiles of a group whose places are known when its first row comes: several at once, given as an array, or one of
/// intervals. Only the rows at these places are kept.
/// </summary>
/// <param name="isContinuous">percentile_cont: between the values around a place; else the first value at or behind it.</param>
/// <param name="type">The type of the result: of the values, or arrays of it.</param>
internal sealed class PlannedPercentileState(bool isContinuous, SqlType type) : OrderedSetState
{
    private readonly GroupArray<long> _seen = new();
    private readonly List<Plan?> _plans = [];
    private readonly ArrayBuilder _builder = new();
    private readonly ArrayShape _shape = new();
    private readonly ByteWriter _writer = new();

    public override bool IgnoresNulls => true;

    public override long MemoryBytes => _seen.MemoryBytes + _plans.Count * 64L;

    private bool IsArray => type.Id == TypeId.Array;

    public override void EnsureGroups(int groupCount)
    {
        _seen.Ensure(groupCount);
        while (_plans.Count < groupCount)
            _plans.Add(null);
    }

    public override void Reset()
    {
        _seen.Clear();
        _plans.Clear();
    }

    public override void Update(ColumnVector[] arguments, ReadOnlySpan<int> groupOf, Batch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            var group = groupOf[row];
            var number = _seen[group]++;
            var plan = _plans[group] ??= MakePlan(arguments[1], row, Counts[group]);
            if (plan.Next < plan.Places.Length && plan.Places[plan.Next] == number)
                plan.Found[plan.Next++] = arguments[0].GetDatum(row);
        }
    }

    public override void Finish(int firstGroup, int count, ColumnVector target)
    {
        for (var i = 0; i < count; i++)
            target.SetDatum(i, _plans[firstGroup + i] is { IsNull: false } plan ? Result(plan) : Datum.Null);
    }

    private static (long First, long Last, double Between) PlaceOf(double percentile, long rows, bool isContinuous)
    {
        if (!isContinuous)
        {
            var place = Math.Max(1, (long)Math.Ceiling(percentile * rows)) - 1;
            return (place, place, 0);
        }

        var exact = percentile * (rows - 1);
        return ((long)Math.Floor(exact), (long)Math.Ceiling(exact), exact - Math.Floor(exact));
    }

    private Plan MakePlan(ColumnVector vector, int row, long rows)
    {
        if (vector.IsNull(row))
            return new Plan { IsNull = true };
        var percentiles = IsArray ? ReadArray(vector.GetDatum(row).AsBytes()) : [Percentile(vector, row)];
        var places = new SortedSet<long>();
        foreach (var percentile in percentiles)
        {
            if (double.IsNaN(percentile))
                continue;
            var (first, last, _) = PlaceOf(percentile, rows, isContinuous);
            places.Add(first);
            places.Add(last);
        }

        return new Plan
        {
            Percentiles = percentiles, Places = [.. places], Found = new Datum[places.Count], Rows = rows,
            Array = IsArray ? vector.GetDatum(row).AsBytes().ToArray() : [],
        };
    }

    private static double[] ReadArray(ReadOnlySpan<byte> bytes)
    {
        var array = new ArrayView(bytes);
        var percentiles = new double[array.Count];
        for (var i = 0; i < percentiles.Length; i++)
        {
            percentiles[i] = array.IsNull(i) ? double.NaN : ElementCodec.Read(array[i], TypeId.Double).AsDouble();
            if (percentiles[i] is < 0 or > 1)
                throw ExpressionErrors.PercentileOutOfRange(percentiles[i]);
        }

        return percentiles;
    }

    private Datum Result(Plan plan)
    {
        if (!IsArray)
            return ValueOf(plan, plan.Percentiles[0]);
        var source = new ArrayView(plan.Array);
        _builder.Begin(type.Element);
        foreach (var percentile in plan.Percentiles)
        {
            var value = ValueOf(plan, percentile);
            if (value.IsNull)
                _builder.AddNull();
            else
                _builder.Add(value);
        }

        _shape.Take(source);
        _writer.Reset();
        _builder.Finish(_writer, _shape);
        return Datum.FromBytes(_writer.Written.ToArray());
    }

    private Datum ValueOf(Plan plan, double percentile)
    {
        if (double.IsNaN(percentile))
            return Datum.Null;
        var (first, last, between) = PlaceOf(percentile, plan.Rows, isContinuous);
        var lower = plan.Found[System.Array.BinarySearch(plan.Places, first)];
        if (first == last)
            return lower;
        var upper = plan.Found[System.Array.BinarySearch(plan.Places, last)];
        var valueType = IsArray ? type.Element : type.Id;
        if (valueType != TypeId.Interval)
            return Datum.FromDouble(lower.AsDouble() + between * (upper.AsDouble() - lower.AsDouble()));
        var (from, to) = (lower.AsInterval(), upper.AsInterval());
        var part = Interval.Checked(
            (long)to.Months - from.Months, (long)to.Days - from.Days, (Int128)to.Micros - from.Micros).Multiply(between);
        return Datum.FromInterval(Interval.Checked(
            (long)from.Months + part.Months, (long)from.Days + part.Days, (Int128)from.Micros + part.Micros));
    }

    /// <summary>What is wanted of a group, and what has been found of it.</summary>
    private sealed class Plan
    {
        public bool IsNull { get; init; }

        public double[] Percentiles { get; init; } = [];

        public long[] Places { get; init; } = [];

        public Datum[] Found { get; init; } = [];

        public byte[] Array { get; init; } = [];

        public long Rows { get; init; }

        public int Next { get; set; }
    }
}
