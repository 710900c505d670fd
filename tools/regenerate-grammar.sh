#!/usr/bin/env bash
# Makes src/BTreeDb/Parsing/Generated from grammar/*.g4.
#   tools/regenerate-grammar.sh           rewrites the committed files
#   tools/regenerate-grammar.sh --check   generates elsewhere and fails if the committed files differ
# Needs Java and ANTLR's tool jar. The jar is taken from $ANTLR_JAR, else from the cache, else fetched with npm from the
# package antlr4ng-cli, whose 4.13 jar fits the 4.13.0 runtime. With --check, a machine without Java or jar passes with a
# notice. Why the jar is called directly and not through MSBuild: grammar/README.md.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/src/BTreeDb/Parsing/Generated
cache=${XDG_CACHE_HOME:-$HOME/.cache}/btreedb
package=antlr4ng-cli@2.0.0
check=false
[[ ${1:-} == --check ]] && check=true

give_up() {
    if $check; then
        echo "notice: $1; the grammar check is skipped"
        exit 0
    fi
    echo "error: $1" >&2
    exit 1
}

find_jar() {
    if [[ -n ${ANTLR_JAR:-} ]]; then
        echo "$ANTLR_JAR"
        return
    fi
    local jar=$cache/antlr4-4.13.2-SNAPSHOT-complete.jar
    if [[ ! -f $jar ]]; then
        command -v npm > /dev/null || return 1
        local unpack
        unpack=$(mktemp -d)
        (cd "$unpack" && timeout 120 npm pack --silent "$package" > /dev/null 2>&1 && tar xzf ./*.tgz) || return 1
        mkdir -p "$cache"
        mv "$unpack"/package/antlr4-*-complete.jar "$jar"
        rm -rf "$unpack"
    fi
    echo "$jar"
}

command -v java > /dev/null || give_up "java not found"
jar=$(find_jar) || give_up "ANTLR's tool jar could not be had"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$root"/grammar/*.g4 "$work"
# Run in the folder of the grammars, so that no path gets into the generated files.
(cd "$work" && java -jar "$jar" -Dlanguage=CSharp -no-visitor -no-listener -Werror \
    -package BTreeDb.Parsing.Generated BTreeDbLexer.g4 BTreeDbParser.g4)
mkdir "$work/out"
for name in BTreeDbLexer BTreeDbParser; do
    # The C# target cannot write internal classes (antlr/antlr4#2437); CLS compliance means nothing for those.
    sed -e 's/\bpublic partial class\b/internal partial class/' -e '/CLSCompliant/d' -e 's/[ \t]*$//' \
        "$work/$name.cs" > "$work/out/$name.cs"
done

if $check; then
    diff -rq "$work/out" "$target" || { echo "error: run tools/regenerate-grammar.sh and commit" >&2; exit 1; }
    echo "the generated parser matches the grammar"
else
    mkdir -p "$target"
    rm -f "$target"/*.cs
    cp "$work"/out/*.cs "$target"
    echo "wrote $target"
fi
