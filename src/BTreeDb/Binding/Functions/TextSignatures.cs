using System.Collections.Immutable;
using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>Functions and operators of text and byte strings that are called row by row, patterns among them.</summary>
internal static class TextSignatures
{
    /// <summary>Adds the operators.</summary>
    public static void AddOperators(SignatureTable table)
    {
        foreach (var subject in (ReadOnlySpan<TypeId>)[Text, BpChar, Name])
        {
            table.Add("~", FunctionId.RegexMatches, Bool, subject, Text);
            table.Add("~*", FunctionId.RegexMatchesIgnoringCase, Bool, subject, Text);
            table.Add("!~", FunctionId.RegexMatchesNot, Bool, subject, Text);
            table.Add("!~*", FunctionId.RegexMatchesNotIgnoringCase, Bool, subject, Text);
        }

        table.Add("^@", FunctionId.StartsWith, Bool, Text, Text);
    }

    /// <summary>Adds the functions.</summary>
    public static void AddFunctions(SignatureTable table)
    {
        AddTexts(table);
        AddBytes(table);
        AddPatterns(table);
    }

    private static void AddTexts(SignatureTable table)
    {
        AddVariadic(table, "format", FunctionId.Format, Text, Text, Any);
        table.Add("format", FunctionId.Format, Text, Text);
        table.Add("overlay", FunctionId.Overlay, Text, Text, Text, Int4);
        table.Add("overlay", FunctionId.Overlay, Text, Text, Text, Int4, Int4);
        table.Add("quote_nullable", FunctionId.QuoteNullable, Text, Text);
        table.Add("quote_nullable", new Signature(FunctionId.QuoteNullable, [AnyElement], Text) { KernelArguments = [Text] });
        table.Add("quote_literal", new Signature(FunctionId.QuoteLiteral, [AnyElement], Text) { KernelArguments = [Text] });
        table.Add("parse_ident", FunctionId.ParseIdent, TextArray, Text);
        table.Add("parse_ident", FunctionId.ParseIdent, TextArray, Text, Bool);
        table.Add("unistr", FunctionId.UniStr, Text, Text);
        table.Add("normalize", FunctionId.Normalize, Text, Text);
        table.Add("normalize", FunctionId.Normalize, Text, Text, Text);
        table.Add("is_normalized", FunctionId.IsNormalized, Bool, Text);
        table.Add("is_normalized", FunctionId.IsNormalized, Bool, Text, Text);
        table.Add("convert_from", FunctionId.ConvertFrom, Text, Bytea, Name);
        table.Add("convert_to", FunctionId.ConvertTo, Bytea, Text, Name);
        AddVariadic(table, "num_nulls", FunctionId.NumNulls, Int4, Any);
        AddVariadic(table, "num_nonnulls", FunctionId.NumNonNulls, Int4, Any);
    }

    private static void AddBytes(SignatureTable table)
    {
        table.Add("encode", FunctionId.Encode, Text, Bytea, Text);
        table.Add("decode", FunctionId.Decode, Bytea, Text, Text);
        table.Add("sha224", FunctionId.Sha224, Bytea, Bytea);
        table.Add("sha256", FunctionId.Sha256, Bytea, Bytea);
        table.Add("sha384", FunctionId.Sha384, Bytea, Bytea);
        table.Add("sha512", FunctionId.Sha512, Bytea, Bytea);
        table.Add("overlay", FunctionId.Overlay, Bytea, Bytea, Bytea, Int4);
        table.Add("overlay", FunctionId.Overlay, Bytea, Bytea, Bytea, Int4, Int4);
        table.Add("get_byte", FunctionId.GetByte, Int4, Bytea, Int4);
        table.Add("set_byte", FunctionId.SetByte, Bytea, Bytea, Int4, Int4);
        table.Add("get_bit", FunctionId.GetBit, Int4, Bytea, Int8);
        table.Add("set_bit", FunctionId.SetBit, Bytea, Bytea, Int8, Int4);
        table.Add("bit_count", FunctionId.BitCount, Int8, Bytea);
        table.Add("btrim", FunctionId.ByteTrimBoth, Bytea, Bytea, Bytea);
        table.Add("ltrim", FunctionId.ByteTrimLeft, Bytea, Bytea, Bytea);
        table.Add("rtrim", FunctionId.ByteTrimRight, Bytea, Bytea, Bytea);
    }

    private static void AddPatterns(SignatureTable table)
    {
        table.Add("substring", FunctionId.RegexSubstring, Text, Text, Text);
        table.Add("substring", FunctionId.SimilarSubstring, Text, Text, Text, Text);
        AddWithFlags(table, "regexp_match", FunctionId.RegexMatch, TextArray);
        AddWithFlags(table, "regexp_like", FunctionId.RegexLike, Bool);
        AddWithFlags(table, "regexp_split_to_array", FunctionId.RegexSplit, TextArray);
        table.Add("regexp_count", FunctionId.RegexCount, Int4, Text, Text);
        table.Add("regexp_count", FunctionId.RegexCount, Int4, Text, Text, Int4);
        table.Add("regexp_count", FunctionId.RegexCount, Int4, Text, Text, Int4, Text);
        table.Add("regexp_replace", FunctionId.RegexReplace, Text, Text, Text, Text);
        table.Add("regexp_replace", FunctionId.RegexReplace, Text, Text, Text, Text, Text);
        table.Add("regexp_replace", FunctionId.RegexReplaceFrom, Text, Text, Text, Text, Int4);
        table.Add("regexp_replace", FunctionId.RegexReplaceFrom, Text, Text, Text, Text, Int4, Int4);
        table.Add("regexp_replace", FunctionId.RegexReplaceFrom, Text, Text, Text, Text, Int4, Int4, Text);
        AddPrefixes(table, "regexp_instr", FunctionId.RegexInstr, Int4, [Text, Text, Int4, Int4, Int4, Text, Int4]);
        AddPrefixes(table, "regexp_substr", FunctionId.RegexSubstr, Text, [Text, Text, Int4, Int4, Text, Int4]);
    }

    private static void AddWithFlags(SignatureTable table, string name, FunctionId function, TypeId result)
    {
        table.Add(name, function, result, Text, Text);
        table.Add(name, function, result, Text, Text, Text);
    }

    /// <summary>One overload for each number of arguments from two on.</summary>
    private static void AddPrefixes(
        SignatureTable table, string name, FunctionId function, TypeId result, ReadOnlySpan<TypeId> arguments)
    {
        for (var count = 2; count <= arguments.Length; count++)
            table.Add(name, function, result, arguments[..count]);
    }

    private static void AddVariadic(
        SignatureTable table, string name, FunctionId function, TypeId result, params ReadOnlySpan<TypeId> arguments) =>
        table.Add(name, new Signature(function, ImmutableArray.Create(arguments), result) { IsVariadic = true });
}
