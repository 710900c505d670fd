/*
 * The tokens of PostgreSQL's dialect, as src/backend/parser/scan.l of PostgreSQL 15 defines them.
 *
 * Only what is regular stands here. The base class (src/BTreeDb/Parsing/SqlLexerBase.cs) adds what is not:
 *   - a word that is a keyword gets the keyword's token; hence the keywords are names without rules, and the automaton
 *     stays small, which is what the first parse of a process waits for;
 *   - an operator begins with OperatorStart and is extended by PostgreSQL's rule (longest run of operator characters,
 *     cut before a comment, trailing + and - given back unless a special character came before);
 *   - block comments nest; a dollar-quoted string ends at its own tag;
 *   - all spellings of identifiers become IDENTIFIER, all spellings of strings STRING;
 *   - a parenthesis that opens a query becomes QP (see SqlTokenStream).
 *
 * The character stream shows every character beyond ASCII as \u007F, so that the lexer's cached automaton, which covers
 * ASCII only, serves all texts; \u007F therefore counts as a letter here.
 */
lexer grammar BTreeDbLexer;

options { superClass = SqlLexerBase; }

tokens {
    // Operators, recognised from OPERATOR_START on.
    OP, PLUS, MINUS, STAR, SLASH, PERCENT, CARET, LT, GT, EQ, LE, GE, NE, EQUALS_GREATER,
    // A parenthesis that opens a query, and a parameter by name.
    QP, NAMED_PARAMETER,
    // Keywords; the first and the last of them bound the range. A trailing underscore is not part of the word.
    ABORT, ABSOLUTE, ACCESS, ACTION, ADD, AFTER, ALL, ALTER, ALWAYS, ANALYSE, ANALYZE, AND, ANY, ARRAY, AS, ASC,
    ASENSITIVE, ASYMMETRIC, AT, ATOMIC, AUTHORIZATION, BACKUP, BACKWARD, BEFORE, BEGIN, BETWEEN, BIGINT, BINARY, BIT,
    BOOLEAN, BOTH, BREADTH, BY, CACHE, CALL, CALLED, CASCADE, CASCADED, CASE, CAST, CHAIN, CHAR, CHARACTER,
    CHARACTERISTICS, CHECK, CHECKPOINT, CLOSE, COALESCE, COLLATE, COLLATION, COLUMN, COMMENT, COMMENTS, COMMIT,
    COMMITTED, COMPRESSION, CONCURRENTLY, CONFLICT, CONSTRAINT, CONSTRAINTS, CONTINUE, COPY, COST, CREATE, CROSS, CSV,
    CUBE, CURRENT, CURRENT_CATALOG, CURRENT_DATE, CURRENT_ROLE, CURRENT_SCHEMA, CURRENT_TIME, CURRENT_TIMESTAMP,
    CURRENT_USER, CURSOR, CYCLE, DATA, DATABASE, DAY, DEALLOCATE, DEC, DECIMAL, DECLARE, DEFAULT, DEFAULTS, DEFERRABLE,
    DEFERRED, DEFINER, DELETE, DELIMITER, DEPTH, DESC, DISCARD, DISTINCT, DO, DOMAIN, DOUBLE, DROP, ELSE, ENCODING,
    END, ENUM, ESCAPE, EXCEPT, EXCLUDE, EXCLUDING, EXCLUSIVE, EXECUTE, EXISTS, EXPLAIN, EXPRESSION, EXTENSION,
    EXTERNAL, EXTRACT, FALSE, FETCH, FILTER, FIRST, FLOAT, FOLLOWING, FOR, FORCE, FOREIGN, FORWARD, FREEZE, FROM, FULL,
    FUNCTION, GENERATED, GLOBAL, GRANT, GREATEST, GROUP, GROUPING, GROUPS, HAVING, HEADER, HOLD, HOUR, IDENTITY, IF,
    ILIKE, IMMEDIATE, IMMUTABLE, IN, INCLUDE, INCLUDING, INCREMENT, INDEX, INDEXES, INHERIT, INHERITS, INITIALLY,
    INNER, INOUT, INPUT, INSENSITIVE, INSERT, INT, INTEGER, INTERSECT, INTERVAL, INTO, INVOKER, IS, ISNULL, ISOLATION,
    JOIN, KEY, LANGUAGE, LAST, LATERAL, LEADING, LEAKPROOF, LEAST, LEFT, LEVEL, LIKE, LIMIT, LOCAL, LOCALTIME,
    LOCALTIMESTAMP, LOCK, LOCKED, LOGGED, MATCH, MATCHED, MATERIALIZED, MAXVALUE, MERGE, MINUTE, MINVALUE, MODE, MONTH,
    MOVE, NAME, NAMES, NATIONAL, NATURAL, NCHAR, NEXT, NFC, NFD, NFKC, NFKD, NO, NONE, NORMALIZE, NORMALIZED, NOT,
    NOTHING, NOTNULL, NOWAIT, NULL, NULLIF, NULLS, NUMERIC, OF, OFFSET, OIDS, ON, ONLY, OPERATOR, OPTION, OR, ORDER,
    ORDINALITY, OTHERS, OUT, OUTER, OVER, OVERLAPS, OVERLAY, OVERRIDING, OWNED, OWNER, PARALLEL, PARTIAL, PARTITION,
    PLACING, PLANS, POSITION, PRECEDING, PRECISION, PREPARE, PRESERVE, PRIMARY, PRIOR, PROCEDURE, PROGRAM, QUOTE,
    RANGE, READ, REAL, RECURSIVE, REFERENCES, REFRESH, REINDEX, RELATIVE, RELEASE, RENAME, REPEATABLE, REPLACE, RESET,
    RESTART, RESTRICT, RETURN, RETURNING, RETURNS, REVOKE, RIGHT, ROLE, ROLLBACK, ROLLUP, ROUTINE, ROW, ROWS, SAVEPOINT,
    SCHEMA, SCROLL, SEARCH, SECOND, SECURITY, SELECT, SEQUENCE, SEQUENCES, SERIALIZABLE, SESSION, SESSION_USER, SET,
    SETOF, SETS, SHARE, SHOW, SIMILAR, SIMPLE, SKIP_, SMALLINT, SOME, STABLE, START, STATISTICS, STDIN, STDOUT,
    STORAGE, STORED, STRICT, SUBSTRING, SUPPORT, SYMMETRIC, SYSTEM, TABLE, TABLESAMPLE, TABLESPACE, TEMP, TEMPORARY,
    THEN, TIES, TIME, TIMESTAMP, TO, TRAILING, TRANSACTION, TREAT, TRIM, TRUE, TRUNCATE, TYPE, UESCAPE, UNBOUNDED,
    UNCOMMITTED, UNION, UNIQUE, UNKNOWN, UNLOGGED, UPDATE, USER, USING, VACUUM, VALID, VALIDATE, VALUE, VALUES,
    VARCHAR, VARIADIC, VARYING, VERBOSE, VIEW, VOLATILE, WHEN, WHERE, WINDOW, WITH, WITHIN, WITHOUT, WORK, WRITE, YEAR,
    ZONE
}

WHITE_SPACE : [ \t\n\r\f\u000B]+ -> skip ;
LINE_COMMENT : '--' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' ;

LP : '(' ;
RP : ')' ;
LB : '[' ;
RB : ']' ;
COMMA : ',' ;
SEMICOLON : ';' ;
DOT_DOT : '..' ;
DOT : '.' ;
TYPECAST : '::' ;
COLON_EQUALS : ':=' ;
COLON_NAME : ':' IdentifierStart IdentifierPart* ;
COLON : ':' ;

OPERATOR_START : [+\-*/<>=~!@#%^&|`?] ;

IDENTIFIER : IdentifierStart IdentifierPart* ;
EMPTY_IDENTIFIER : ( [uU] '&' )? '""' ;
QUOTED_IDENTIFIER : '"' ( ~["] | '""' )* '"' ;
UNICODE_IDENTIFIER : [uU] '&"' ( ~["] | '""' )* '"' ;
UNTERMINATED_IDENTIFIER : ( [uU] '&' )? '"' ( ~["] | '""' )* ;

STRING : [nN]? Quoted ( Continuation Quoted )* ;
ESCAPE_STRING : [eE] EscapeQuoted ( Continuation EscapeQuoted )* ;
UNICODE_STRING : [uU] '&' Quoted ( Continuation Quoted )* ;
BIT_STRING : [bB] Quoted ( Continuation Quoted )* ;
HEX_STRING : [xX] Quoted ( Continuation Quoted )* ;
UNTERMINATED_STRING
    : ( [nN] | [uU] '&' )? '\'' ( ~['] | '\'\'' )*
    | [eE] '\'' ( ~['\\] | '\'\'' | '\\' . )* '\\'?
    ;
UNTERMINATED_BIT_STRING : [bB] '\'' ( ~['] | '\'\'' )* ;
UNTERMINATED_HEX_STRING : [xX] '\'' ( ~['] | '\'\'' )* ;
DOLLAR_QUOTE : '$' ( IdentifierStart ( IdentifierStart | [0-9] )* )? '$' ;

INTEGER_NUMBER : [0-9]+ ;
DECIMAL_NUMBER : ( [0-9]+ ( '.' [0-9]* )? | '.' [0-9]+ ) ( [eE] [+\-]? [0-9]+ )? ;
NUMBER_JUNK : ( [0-9]+ ( '.' [0-9]* )? | '.' [0-9]+ ) ( [eE] [+\-]? [0-9]+ )? IdentifierStart IdentifierPart* ;
PARAMETER : '$' [0-9]+ ;
PARAMETER_JUNK : '$' [0-9]+ IdentifierStart IdentifierPart* ;

UNEXPECTED : . ;

fragment IdentifierStart : [a-zA-Z_\u007F] ;
fragment IdentifierPart : [a-zA-Z_\u007F0-9$] ;
fragment Quoted : '\'' ( ~['] | '\'\'' )* '\'' ;
fragment EscapeQuoted : '\'' ( ~['\\] | '\'\'' | '\\' . )* '\'' ;
// Literals separated by white space with a line break in it are one literal.
fragment Continuation
    : ( [ \t\f] | '--' ~[\r\n]* )* [\r\n] ( [ \t\n\r\f] | '--' ~[\r\n]* [\r\n] )*
    ;
