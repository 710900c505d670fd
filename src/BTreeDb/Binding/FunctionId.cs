namespace BTreeDb.Binding;

/// <summary>
/// The scalar operations of the dialect, operators and functions alike. One id covers all argument types of an
/// operation: the kernel is chosen by the id and the types of the bound arguments. All are strict (NULL in, NULL out)
/// unless the summary says otherwise.
/// </summary>
internal enum FunctionId
{
    None = 0,

    // Arithmetic; also date + integer, date - date.
    Add, Subtract, Multiply, Divide, Modulo, Negate, UnaryPlus, Power,
    BitAnd, BitOr, BitXor, BitNot, ShiftLeft, ShiftRight,

    // Comparison.
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,

    // Text operators.
    Concat, Like, NotLike, ILike, NotILike,

    // Math functions.
    Abs, Sign, Ceil, Floor, Round, Trunc, Sqrt, Cbrt, Exp, Ln, Log10, Log, Mod, Div, Pi, Degrees, Radians,
    Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Cot, Gcd, Lcm, Factorial, Random,

    // String functions. ConcatAll and ConcatWs skip nulls.
    Lower, Upper, CharLength, OctetLength, BitLength, Substring, Position, BTrim, LTrim, RTrim, Replace, Repeat,
    Reverse, Left, Right, LPad, RPad, Ascii, Chr, InitCap, ConcatAll, ConcatWs, SplitPart, StartsWith, Translate,
    Md5, ToHex, QuoteLiteral, QuoteIdent,

    // Date and time.
    Now, ClockTimestamp, CurrentDate, LocalTime, LocalTimestamp, Extract, DateTrunc, MakeDate,

    // Not strict: the greatest or least argument that is not NULL.
    Greatest, Least,

    // Others.
    GenRandomUuid, Sleep, PgTypeof, Version, CurrentDatabase, CurrentSchema, CurrentUser,

    // Arrays; these are strict.
    ArrayContains, ArrayContained, ArrayOverlaps, ArrayLength, ArrayLower, ArrayUpper, ArrayDims, ArrayNdims,
    Cardinality, ArrayToString, TrimArray, ArraySubscript,

    // Arrays; these are not strict. QuantifiedAny and QuantifiedAll compare the first argument with the elements of the
    // second by the comparison whose id is the third, a literal.
    ArraySlice, ArrayMake, ArrayNest, ArrayCat, ArrayAppend, ArrayPrepend, ArrayRemove, ArrayReplace, ArrayPosition, ArrayPositions,
    ArrayFill, ArrayToStringNull, StringToArray, ArrayAssign, ArrayAssignSlice, EnumFirst, EnumLast, EnumRange, EnumRangeBetween,
    QuantifiedAny, QuantifiedAll,

    // Json; strict but for the last four.
    JsonGet, JsonGetText, JsonGetPath, JsonGetPathText, JsonExtractPath, JsonExtractPathText, JsonLength, JsonTypeof,
    JsonbContains, JsonbContained, JsonbExists, JsonbExistsAny, JsonbExistsAll, JsonbConcat, JsonbDelete, JsonbDeletePath,
    JsonbSet, JsonbInsert, JsonbPretty, JsonStripNulls, JsonField, ToJson, ArrayToJson, JsonObject,
    JsonBuildObject, JsonBuildArray, JsonbSetLax, RowToJson,

    // Text and byte strings, called row by row; Format to NumNonNulls are not strict.
    Format, QuoteNullable, NumNulls, NumNonNulls,
    CollationKey, CollationText, CollationWeight, CollatedLower, CollatedUpper, CollatedInitCap,
    CollatedLike, CollatedNotLike, CollatedILike, CollatedNotILike, Overlay, ParseIdent, UniStr, Normalize, IsNormalized, ConvertFrom, ConvertTo, Encode, Decode,
    Sha224, Sha256, Sha384, Sha512, GetByte, SetByte, GetBit, SetBit, BitCount, ByteTrimBoth, ByteTrimLeft, ByteTrimRight,
    RegexMatches, RegexMatchesIgnoringCase, RegexMatchesNot, RegexMatchesNotIgnoringCase, SimilarTo, NotSimilarTo,
    RegexSubstring, SimilarSubstring, RegexMatch, RegexLike, RegexSplit, RegexCount, RegexReplace, RegexReplaceFrom,
    RegexInstr, RegexSubstr,

    // Mathematics, called row by row.
    Sinh, Cosh, Tanh, Asinh, Acosh, Atanh, Sind, Cosd, Tand, Cotd, Asind, Acosd, Atand, Atan2d, Scale, MinScale, TrimScale,
    WidthBucket, SetSeed,

    // Dates, times and intervals, called row by row; Overlaps is not strict.
    IntervalAdd, IntervalSubtract, IntervalMultiply, IntervalDivide, Age, DateBin, IsFinite, JustifyHours, JustifyDays,
    JustifyInterval, MakeTime, MakeTimestamp, MakeTimestampTz, MakeInterval, AtZone, TruncateInterval, TruncateInZone,
    ExtractInterval, ExtractTimeTz, TimestampToChar, IntervalToChar, NumberToChar, ToDate, ToTimestamp, TimestampFromEpoch,
    ToNumber, StatementTimestamp, CurrentTime, TimeOfDay, Overlaps,

    // Bit strings.
    BitStringAnd, BitStringOr, BitStringXor, BitStringNot, BitStringShiftLeft, BitStringShiftRight, BitStringGet,
    BitStringSet, BitStringCount, BitStringOctets,

    // Advisory locks, which change the session's state.
    AdvisoryLock, AdvisoryLockShared, AdvisoryXactLock, AdvisoryXactLockShared,
    TryAdvisoryLock, TryAdvisoryLockShared, TryAdvisoryXactLock, TryAdvisoryXactLockShared,
    AdvisoryUnlock, AdvisoryUnlockShared, AdvisoryUnlockAll,

    // Sequences, by name or by id. The last three look only.
    NextVal, SetVal, CurrVal, LastVal, SequenceLastValue, SequenceLogCount, SequenceIsCalled,

    // Functions about the catalog and the session: the engine computes them, row by row.
    CurrentSetting, GetConstraintDefinition, GetIndexDefinition, GetViewDefinition, GetExpression, GetSerialSequence,
    GetUserName, FormatType, IsRelationVisible, IsTypeVisible, IsFunctionVisible, ToRegClass, ToRegType, SizePretty, SizeBytes, HasTablePrivilege,
    HasColumnPrivilege, HasSchemaPrivilege, HasDatabasePrivilege, HasSequencePrivilege, ObjectDescription,
    ColumnDescription, EncodingName, BackendPid, BlockingPids, CancelBackend, NoDefinition, ConstantFalse, ClientEncoding, StartTime, OidToRegClass, OidToRegType,
    OidToRegNamespace,
    RegClassToOid, RegTypeToOid, RegNamespaceToOid, TextToOid, TextToRegClass, TextToRegType, TextToRegNamespace,
    ToRegNamespace, SetConfig, RelationSize, TableSize, IndexesSize, TotalRelationSize, DatabaseSize, TransactionId,
    TransactionIdIfAssigned, GetFunctionDefinition, GetFunctionArguments, GetFunctionIdentity, CurrentSchemas, GetFunctionResult,

    // PostgreSQL's hash functions, and the size of a value.
    Hash, HashExtended, ColumnSize,

    // An assignment to a part of a jsonb column; not strict.
    JsonbAssign,

    // A function whose body is statements, which the call names.
    CallRoutine,
}
