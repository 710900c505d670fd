using System.Buffers.Binary;

namespace BTreeDb.Types.Json;

/// <summary>
/// Builds a jsonb value bottom-up: the finished parts of open containers lie one after the other in one buffer, and a
/// container that ends replaces its parts. Of members with one name the last stays.
/// </summary>
internal sealed class JsonbBuilder
{
    /// <summary>The most elements of an array and members of an object: as many as PostgreSQL has room for.</summary>
    private const int MembersMax = 1 << 24;

    private readonly ByteWriter _bytes = new();
    private readonly ByteWriter _composed = new();
    private readonly List<Member> _members = [];
    private readonly List<Container> _open = [];
    private readonly MemberOrder _order;
    private int _keyStart = -1;
    private int _keyLength;

    public JsonbBuilder() => _order = new MemberOrder(this);

    /// <summary>How many containers are open.</summary>
    public int Depth => _open.Count;

    /// <summary>The finished value; valid until the next change.</summary>
    public ReadOnlySpan<byte> Result => _bytes.Written;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _bytes.Reset();
        _members.Clear();
        _open.Clear();
        _keyStart = -1;
    }

    public void BeginArray() => Begin(JsonKind.Array);

    public void BeginObject() => Begin(JsonKind.Object);

    /// <summary>Names the next value of the open object.</summary>
    public void AddKey(ReadOnlySpan<byte> key)
    {
        _keyStart = _bytes.Length;
        _keyLength = key.Length;
        _bytes.Append(key);
    }

    public void AddNull() => AddPlain(JsonKind.Null);

    public void AddBoolean(bool value) => AddPlain(value ? JsonKind.True : JsonKind.False);

    public void AddString(ReadOnlySpan<byte> text)
    {
        var start = _bytes.Length;
        _bytes.Append((byte)JsonKind.String);
        _bytes.Append(text);
        EndValue(start);
    }

    public void AddNumber(Numeric value)
    {
        var start = _bytes.Length;
        _bytes.Append((byte)JsonKind.Number);
        NumericCodec.Write(_bytes, value);
        EndValue(start);
    }

    /// <summary>Adds a finished value.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        var start = _bytes.Length;
        _bytes.Append(value);
        EndValue(start);
    }

    /// <summary>Ends the innermost container.</summary>
    public void End()
    {
        var container = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var count = _members.Count - container.FirstMember;
        if (container.Kind == JsonKind.Object)
            count = SortMembers(container.FirstMember, count);
        _composed.Reset();
        Compose(container, count);
        _members.RemoveRange(container.FirstMember, _members.Count - container.FirstMember);
        _bytes.Truncate(container.Start);
        _bytes.Append(_composed.Written);
        (_keyStart, _keyLength) = (container.KeyStart, container.KeyLength);
        EndValue(container.Start);
    }

    private void Begin(JsonKind kind)
    {
        _open.Add(new Container(kind, _bytes.Length, _members.Count, _keyStart, _keyLength));
        _keyStart = -1;
    }

    private void AddPlain(JsonKind kind)
    {
        var start = _bytes.Length;
        _bytes.Append((byte)kind);
        EndValue(start);
    }

    private void EndValue(int start)
    {
        if (_open.Count == 0)
            return;
        if (_members.Count - _open[^1].FirstMember >= MembersMax)
            throw JsonErrors.TooManyMembers(_open[^1].Kind == JsonKind.Array, MembersMax);
        _members.Add(new Member(_keyStart, _keyLength, start, _bytes.Length - start, _members.Count));
        _keyStart = -1;
    }

    /// <summary>Sorts by name and drops all but the last of a name; returns how many are left.</summary>
    private int SortMembers(int first, int count)
    {
        _members.Sort(first, count, _order);
        var kept = first;
        for (var i = first; i < first + count; i++)
        {
            var isLast = i == first + count - 1 || _order.CompareNames(_members[i], _members[i + 1]) != 0;
            if (isLast)
                _members[kept++] = _members[i];
        }

        return kept - first;
    }

    private void Compose(in Container container, int count)
    {
        _composed.Append((byte)container.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(_composed.Append(4), count);
        var members = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_members).Slice(container.FirstMember, count);
        if (container.Kind == JsonKind.Object)
            WriteEnds(members, keys: true);
        WriteEnds(members, keys: false);
        if (container.Kind == JsonKind.Object)
        {
            foreach (var member in members)
                _composed.Append(_bytes.Written.Slice(member.KeyStart, member.KeyLength));
        }

        foreach (var member in members)
            _composed.Append(_bytes.Written.Slice(member.Start, member.Length));
    }

    private void WriteEnds(ReadOnlySpan<Member> members, bool keys)
    {
        var end = 0;
        foreach (var member in members)
        {
            end = checked(end + (keys ? member.KeyLength : member.Length));
            BinaryPrimitives.WriteInt32LittleEndian(_composed.Append(4), end);
        }
    }

    private readonly record struct Member(int KeyStart, int KeyLength, int Start, int Length, int Number);

    private readonly record struct Container(JsonKind Kind, int Start, int FirstMember, int KeyStart, int KeyLength);

    private sealed class MemberOrder(JsonbBuilder builder) : IComparer<Member>
    {
        public int Compare(Member x, Member y)
        {
            var order = CompareNames(x, y);
            return order != 0 ? order : x.Number.CompareTo(y.Number);
        }

        public int CompareNames(in Member x, in Member y)
        {
            var bytes = builder._bytes.Written;
            return JsonbView.CompareKeys(bytes.Slice(x.KeyStart, x.KeyLength), bytes.Slice(y.KeyStart, y.KeyLength));
        }
    }
}
