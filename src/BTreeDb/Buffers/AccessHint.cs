namespace BTreeDb.Buffers;

/// <summary>What the caller knows about how a page will be used.</summary>
internal enum AccessHint : byte
{
    /// <summary>Probably again soon.</summary>
    Normal,

    /// <summary>Once, as one of many: such pages recycle a small ring and never push out the hot set.</summary>
    Scan,
}
