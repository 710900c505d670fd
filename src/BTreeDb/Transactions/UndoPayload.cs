using System.Buffers.Binary;
using BTreeDb.Primitives;
using BTreeDb.Trees;

namespace BTreeDb.Transactions;

/// <summary>
/// How a change is taken back, as the log keeps it: u8 kind, u32 tree, u48 older stamp (or page), u8 older flags, u16
/// key length, key, older value (rest).
/// </summary>
internal readonly ref struct UndoPayload
{
    private const int HeadSize = 14;

    /// <summary>What was done.</summary>
    public VersionKind Kind { get; init; }

    /// <summary>The tree.</summary>
    public TreeId Tree { get; init; }

    /// <summary>The version that was replaced; for an allocated page the stamp is its number.</summary>
    public RecordVersion Older { get; init; }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>The replaced value, or the reference to its chain; of a range its last key.</summary>
    public ReadOnlySpan<byte> Value { get; init; }

    /// <summary>Bytes in the log.</summary>
    public int Length => HeadSize + Key.Length + Value.Length;

    /// <summary>Writes the payload.</summary>
    public void Write(Span<byte> target)
    {
        target[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(target[1..], Tree.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(target[5..], (uint)Older.Stamp.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(target[9..], (ushort)(Older.Stamp.Value >> 32));
        target[11] = (byte)Older.Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(target[12..], (ushort)Key.Length);
        Key.CopyTo(target[HeadSize..]);
        Value.CopyTo(target[(HeadSize + Key.Length)..]);
    }

    /// <summary>Reads a payload; false if the bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out UndoPayload payload)
    {
        payload = default;
        if (source.Length < HeadSize)
            return false;
        int keyLength = BinaryPrimitives.ReadUInt16LittleEndian(source[12..]);
        if ((VersionKind)source[0] is < VersionKind.Inserted or > VersionKind.InsertedRange or VersionKind.DroppedTree
            || keyLength > source.Length - HeadSize)
            return false;
        var stamp = BinaryPrimitives.ReadUInt32LittleEndian(source[5..])
            | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(source[9..]) << 32);
        payload = new UndoPayload
        {
            Kind = (VersionKind)source[0],
            Tree = new TreeId(BinaryPrimitives.ReadUInt32LittleEndian(source[1..])),
            Older = new RecordVersion(new TransactionId(stamp), (RecordFlags)source[11]),
            Key = source.Slice(HeadSize, keyLength),
            Value = source[(HeadSize + keyLength)..],
        };
        return true;
    }

    /// <summary>The payload of an entry of a transaction that is rolled back while it is in memory.</summary>
    public static unsafe UndoPayload Of(VersionEntry* entry) => new()
    {
        Kind = entry->Kind,
        Tree = new TreeId(entry->Tree),
        Older = new RecordVersion(new TransactionId(entry->OlderStamp), entry->OlderFlags),
        Key = VersionEntry.Key(entry),
        Value = VersionEntry.Value(entry),
    };
}
