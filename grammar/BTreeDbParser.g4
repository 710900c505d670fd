/*
 * PostgreSQL's dialect (version 15, gram.y), with the statements of our own: CHECK DATABASE and BACKUP DATABASE.
 *
 * How it stays fast (rules for whoever changes it):
 *   - every decision is made within two or three tokens. Where SQL needs more, the token stream helps: a parenthesis
 *     that opens a query arrives as QP, so "(SELECT ..." and "((a + b) * c)" differ in their first token;
 *   - one left-recursive rule holds all operators, in PostgreSQL's order of precedence, so that a literal costs one rule
 *     and not fifteen. What the rule accepts too much (a < b < c, ESCAPE and ANY in odd places), the adapter refuses;
 *   - it is written so that SLL prediction suffices: no decision may depend on the caller of the rule.
 */
parser grammar BTreeDbParser;

options {
    tokenVocab = BTreeDbLexer;
    superClass = SqlParserBase;
}

// One statement and the semicolon or end after it; the caller loops over a script.
singleStatement : statement ( SEMICOLON | EOF ) ;

// An expression by itself: a default or check from the catalog.
singleExpression : expr EOF ;

statement
    : preparable
    | createStatement
    | alterStatement
    | dropStatement
    | truncateStatement
    | copyStatement
    | transactionStatement
    | settingStatement
    | prepareStatement
    | executeStatement
    | deallocateStatement
    | declareStatement
    | fetchStatement
    | closeStatement
    | callStatement
    | privilegeStatement
    | explainStatement
    | analyzeStatement
    | vacuumStatement
    | reindexStatement
    | lockStatement
    | commentStatement
    | refreshStatement
    | checkpointStatement
    | discardStatement
    | checkDatabaseStatement
    | backupDatabaseStatement
    ;

preparable : withClause? ( selectBody | insertBody | updateBody | deleteBody | mergeBody ) ;

// ---------------------------------------------------------------- queries

query : withClause? selectBody ;

selectBody : queryExpression sortClause? selectTail* ;

selectTail : limitClause | offsetClause | fetchClause | lockingClause ;

limitClause : LIMIT ( ALL | expr ) ( COMMA expr )? ;
offsetClause : OFFSET expr ( ROW | ROWS )? ;
fetchClause : FETCH ( FIRST | NEXT ) fetchCount? ( ROW | ROWS ) ( ONLY | WITH TIES ) ;
fetchCount : ( PLUS | MINUS )? ( INTEGER_NUMBER | DECIMAL_NUMBER ) | parameter | LP expr RP | QP query RP ;

lockingClause
    : FOR ( UPDATE | NO KEY UPDATE | SHARE | KEY SHARE ) ( OF qualifiedNameList )? ( NOWAIT | SKIP_ LOCKED )?
    | FOR READ ONLY
    ;

queryExpression : queryTerm ( ( UNION | EXCEPT ) ( ALL | DISTINCT )? queryTerm )* ;
queryTerm : queryPrimary ( INTERSECT ( ALL | DISTINCT )? queryPrimary )* ;

queryPrimary
    : SELECT ( distinctClause selectItem ( COMMA selectItem )* | ALL? ( selectItem ( COMMA selectItem )* )? )
      intoClause? fromClause? whereClause? groupClause? havingClause? windowClause?   # specificationPrimary
    | VALUES valuesRow ( COMMA valuesRow )*                                           # valuesPrimary
    | TABLE relation                                                                  # tablePrimary
    | QP query RP                                                                     # parenthesizedPrimary
    ;

valuesRow : ( LP | QP ) expr ( COMMA expr )* RP ;
distinctClause : DISTINCT ( ON ( LP | QP ) exprList RP )? ;
selectItem : STAR | expr ( AS colLabel | bareLabel )? ;
intoClause : INTO ( TEMP | TEMPORARY | UNLOGGED )? TABLE? qualifiedName ;
fromClause : FROM fromItem ( COMMA fromItem )* ;
whereClause : WHERE expr ;
havingClause : HAVING expr ;
windowClause : WINDOW namedWindow ( COMMA namedWindow )* ;
namedWindow : colId AS windowSpecification ;

groupClause : GROUP BY ( ALL | DISTINCT )? groupingItem ( COMMA groupingItem )* ;
groupingItem
    : GROUPING SETS LP groupingItem ( COMMA groupingItem )* RP
    | LP RP
    | expr
    ;

sortClause : ORDER BY sortItem ( COMMA sortItem )* ;
sortItem : expr ( ASC | DESC | USING anyOperator )? nullsOrder? ;
nullsOrder : NULLS ( FIRST | LAST ) ;

withClause : WITH RECURSIVE? commonTable ( COMMA commonTable )* ;
commonTable
    : colId nameList? AS ( NOT? MATERIALIZED )? ( QP | LP ) preparable RP searchClause? cycleClause?
    ;
searchClause : SEARCH ( DEPTH | BREADTH ) FIRST BY columnNames SET colId ;
cycleClause : CYCLE columnNames SET mark=colId ( TO value=expr DEFAULT fallback=expr )? USING path=colId ;

// ---------------------------------------------------------------- FROM

fromItem : fromPrimary joinSuffix* ;

joinSuffix
    : CROSS JOIN fromPrimary
    | NATURAL joinType? JOIN fromPrimary
    | joinType? JOIN fromItem joinCondition
    ;
joinType : INNER | ( LEFT | RIGHT | FULL ) OUTER? ;
joinCondition : ON expr | USING nameList ( AS colId )? ;

fromPrimary
    : ONLY ( qualifiedName | LP qualifiedName RP ) alias? tableSample?                     # onlyTable
    | functionName ( STAR? alias? tableSample? | plainCall ordinality? functionAlias? )   # namedFrom
    | colNameKeyword ( DOT colLabel )* alias? tableSample?                                # keywordFrom
    | LATERAL ( QP query RP alias? | lateralFunction ordinality? functionAlias? )        # lateralFrom
    | functionExpression ordinality? functionAlias?                                       # functionFrom
    | ROWS FROM LP rowsFromItem ( COMMA rowsFromItem )* RP ordinality? functionAlias?      # rowsFrom
    | QP query RP alias?                                                                  # queryFrom
    | LP fromItem RP alias?                                                               # joinFrom
    ;
lateralFunction
    : functionName plainCall
    | functionExpression
    | ROWS FROM LP rowsFromItem ( COMMA rowsFromItem )* RP
    ;
rowsFromItem : ( functionName plainCall | functionExpression ) ( AS LP typedColumns RP )? ;
ordinality : WITH ORDINALITY ;
plainCall : ( LP | QP ) callArguments? RP ;
// Functions whose names are keywords.
functionExpression : typeFuncKeyword plainCall | specialFunction ;
alias : AS? colId nameList? ;
functionAlias : AS colId? LP typedColumns RP | AS? colId ( nameList | LP typedColumns RP )? ;
typedColumns : typedColumn ( COMMA typedColumn )* ;
typedColumn : colId typeName ( COLLATE qualifiedName )? ;
tableSample : TABLESAMPLE qualifiedName ( LP | QP ) exprList RP ( REPEATABLE LP expr RP )? ;
relation : ONLY ( qualifiedName | LP qualifiedName RP ) | qualifiedName STAR? ;

// ---------------------------------------------------------------- expressions, tightest operators first

expr
    : primary                                                                # primaryExpr
    | expr TYPECAST typeName                                                 # castExpr
    | ( PLUS | MINUS ) expr                                                  # signExpr
    | expr COLLATE qualifiedName                                             # collateExpr
    | expr AT TIME ZONE expr                                                 # atTimeZoneExpr
    | expr CARET expr                                                        # binaryExpr
    | expr ( STAR | SLASH | PERCENT ) expr                                   # binaryExpr
    | expr ( PLUS | MINUS ) expr                                             # binaryExpr
    | expr operatorName expr                                                     # operatorExpr
    | operatorName expr                                                          # prefixExpr
    | expr ESCAPE expr                                                       # escapeExpr
    | expr NOT? BETWEEN ( SYMMETRIC | ASYMMETRIC )? boundExpr AND expr       # betweenExpr
    | expr NOT? IN ( QP query RP | LP exprList RP )                          # inExpr
    | expr NOT? ( LIKE | ILIKE | SIMILAR TO ) expr                           # likeExpr
    | expr OVERLAPS expr                                                     # overlapsExpr
    | expr ( LT | GT | EQ | LE | GE | NE ) expr                              # comparisonExpr
    | expr IS NOT? DISTINCT FROM expr                                        # distinctExpr
    | expr ( IS NOT? ( NULL | TRUE | FALSE | UNKNOWN | ( NFC | NFD | NFKC | NFKD )? NORMALIZED ) | ISNULL | NOTNULL )  # testExpr
    | NOT expr                                                               # notExpr
    | expr AND expr                                                          # andExpr
    | expr OR expr                                                           # orExpr
    ;

// PostgreSQL's b_expr: what may stand where AND, IN or NOT already mean something else.
boundExpr
    : primary                                                     # primaryBound
    | boundExpr TYPECAST typeName                                 # castBound
    | ( PLUS | MINUS ) boundExpr                                  # signBound
    | boundExpr CARET boundExpr                                   # binaryBound
    | boundExpr ( STAR | SLASH | PERCENT ) boundExpr              # binaryBound
    | boundExpr ( PLUS | MINUS ) boundExpr                        # binaryBound
    | boundExpr operatorName boundExpr                                # operatorBound
    | operatorName boundExpr                                          # prefixBound
    | boundExpr ( LT | GT | EQ | LE | GE | NE ) boundExpr         # comparisonBound
    | boundExpr IS NOT? DISTINCT FROM boundExpr                   # distinctBound
    ;

operatorName : OP | OPERATOR LP ( colId DOT )* operatorSymbol RP ;
anyOperator : operatorSymbol | OPERATOR LP ( colId DOT )* operatorSymbol RP ;
operatorSymbol : OP | PLUS | MINUS | STAR | SLASH | PERCENT | CARET | LT | GT | EQ | LE | GE | NE ;

primary
    : ( INTEGER_NUMBER | DECIMAL_NUMBER | STRING | BIT_STRING | HEX_STRING | TRUE | FALSE | NULL | DEFAULT )  # literalPrimary
    | parameter indirection*                                      # parameterPrimary
    | nonKeyword indirection* ( functionCall STRING? | STRING )?  # namePrimary
    | colNameKeyword indirection*                                 # keywordColumnPrimary
    | typeFuncKeyword ( functionCall | STRING )                   # keywordCallPrimary
    | builtinType STRING                                          # typedLiteralPrimary
    | INTERVAL ( STRING intervalFields? | LP INTEGER_NUMBER RP STRING )   # intervalPrimary
    | LP expr ( COMMA expr )* RP indirection*                     # parenthesisPrimary
    | QP query RP indirection*                                    # subqueryPrimary
    | EXISTS QP query RP                                          # existsPrimary
    | ARRAY ( QP query RP | arrayElements )                       # arrayPrimary
    | ROW ( LP | QP ) exprList? RP                                # rowPrimary
    | CASE operand=expr? caseBranch+ ( ELSE otherwise=expr )? END # casePrimary
    | CURRENT OF colId                                            # currentOfPrimary
    | ( ANY | SOME | ALL ) ( QP query RP | LP expr RP )           # quantifiedPrimary
    | GROUPING LP exprList RP                                     # groupingPrimary
    | specialFunction callTail                                    # specialPrimary
    ;

caseBranch : WHEN expr THEN expr ;
arrayElements : LB ( arrayElement ( COMMA arrayElement )* )? RB ;
arrayElement : expr | arrayElements ;
parameter : PARAMETER | NAMED_PARAMETER ;

indirection
    : DOT ( colLabel | STAR )
    | LB ( COLON upper=expr? | lower=expr ( COLON upper=expr? )? ) RB
    ;

functionCall : plainCall callTail ;
callTail : ( WITHIN GROUP LP sortClause RP )? ( FILTER LP WHERE expr RP )? overClause? ;
callArguments
    : STAR
    | ALL argument ( COMMA argument )* sortClause?
    | DISTINCT argument ( COMMA argument )* sortClause?
    | argument ( COMMA argument )* sortClause?
    ;
argument : VARIADIC expr | typeFunctionName ( COLON_EQUALS | EQUALS_GREATER ) expr | expr ;
overClause : OVER ( colId | windowSpecification ) ;
windowSpecification : LP colId? ( PARTITION BY exprList )? sortClause? frame? RP ;
frame : ( RANGE | ROWS | GROUPS ) ( frameBound | BETWEEN frameBound AND frameBound ) frameExclusion? ;
frameBound
    : UNBOUNDED ( PRECEDING | FOLLOWING )
    | CURRENT ROW
    | expr ( PRECEDING | FOLLOWING )
    ;
frameExclusion : EXCLUDE ( CURRENT ROW | GROUP | TIES | NO OTHERS ) ;

// What the standard spells in its own way.
specialFunction
    : CAST LP expr AS typeName RP                                               # castFunction
    | COALESCE ( LP | QP ) exprList RP                                          # coalesceFunction
    | ( GREATEST | LEAST ) ( LP | QP ) exprList RP                              # extremeFunction
    | NULLIF LP expr COMMA expr RP                                              # nullIfFunction
    | EXTRACT LP extractField FROM expr RP                                      # extractFunction
    | POSITION LP needle=boundExpr IN haystack=boundExpr RP                     # positionFunction
    | SUBSTRING ( LP | QP ) substringArguments RP                               # substringFunction
    | OVERLAY LP expr ( PLACING expr FROM expr ( FOR expr )? | ( COMMA expr )+ ) RP  # overlayFunction
    | TRIM ( LP | QP ) ( BOTH | LEADING | TRAILING )? ( FROM exprList | exprList ( FROM exprList )? ) RP  # trimFunction
    | TREAT LP expr AS typeName RP                                              # treatFunction
    | NORMALIZE LP expr ( COMMA ( NFC | NFD | NFKC | NFKD ) )? RP               # normalizeFunction
    | COLLATION FOR LP expr RP                                                  # collationForFunction
    | ( CURRENT_TIME | CURRENT_TIMESTAMP | LOCALTIME | LOCALTIMESTAMP ) ( LP INTEGER_NUMBER RP )?  # timeFunction
    | ( CURRENT_DATE | CURRENT_ROLE | CURRENT_USER | SESSION_USER | USER | CURRENT_CATALOG | CURRENT_SCHEMA )  # sessionFunction
    ;
extractField : IDENTIFIER | YEAR | MONTH | DAY | HOUR | MINUTE | SECOND | STRING ;
substringArguments
    : expr ( FROM expr ( FOR expr )? | FOR expr ( FROM expr )? | SIMILAR expr | ( COMMA expr )* )
    ;

exprList : expr ( COMMA expr )* ;

// ---------------------------------------------------------------- types

typeName : SETOF? simpleType ( ARRAY ( LB INTEGER_NUMBER RB )? | ( LB INTEGER_NUMBER? RB )* ) ;
simpleType
    : builtinType
    | INTERVAL ( intervalFields | LP INTEGER_NUMBER RP )?
    | typeFunctionName ( DOT colLabel )* ( LP exprList RP )?
    ;
builtinType
    : ( INT | INTEGER | SMALLINT | BIGINT | REAL | BOOLEAN )
    | FLOAT ( LP INTEGER_NUMBER RP )?
    | DOUBLE PRECISION
    | ( DECIMAL | DEC | NUMERIC ) ( LP exprList RP )?
    | BIT VARYING? ( LP exprList RP )?
    | ( CHARACTER | CHAR | NATIONAL ( CHARACTER | CHAR ) | NCHAR ) VARYING? ( LP INTEGER_NUMBER RP )?
    | VARCHAR ( LP INTEGER_NUMBER RP )?
    | ( TIME | TIMESTAMP ) ( LP INTEGER_NUMBER RP )? ( WITH TIME ZONE | WITHOUT TIME ZONE )?
    ;
intervalFields
    : YEAR ( TO MONTH )?
    | MONTH
    | DAY ( TO ( HOUR | MINUTE | SECOND secondPrecision? ) )?
    | HOUR ( TO ( MINUTE | SECOND secondPrecision? ) )?
    | MINUTE ( TO SECOND secondPrecision? )?
    | SECOND secondPrecision?
    ;
secondPrecision : LP INTEGER_NUMBER RP ;

// ---------------------------------------------------------------- changes

insertBody
    : INSERT INTO qualifiedName ( AS colId )? insertSource onConflict? returning?
    ;
insertSource
    : DEFAULT VALUES
    | ( LP assignmentTarget ( COMMA assignmentTarget )* RP )? overriding? query
    ;
overriding : OVERRIDING ( USER | SYSTEM ) VALUE ;
assignmentTarget : colId indirection* ;
onConflict
    : ON CONFLICT ( LP indexElement ( COMMA indexElement )* RP whereClause? | ON CONSTRAINT colId )?
      DO ( NOTHING | UPDATE SET assignments doWhere=whereClause? )
    ;
returning : RETURNING selectItem ( COMMA selectItem )* ;

updateBody : UPDATE changeTarget SET assignments fromClause? whereClause? returning? ;
deleteBody : DELETE FROM changeTarget ( USING fromItem ( COMMA fromItem )* )? whereClause? returning? ;
// SET cannot be an alias without AS, as it opens the next clause.
changeTarget : relation ( AS colId | aliasWord )? ;
assignments : assignment ( COMMA assignment )* ;
assignment
    : assignmentTarget EQ expr
    | LP assignmentTarget ( COMMA assignmentTarget )* RP EQ expr
    ;

mergeBody : MERGE INTO changeTarget USING fromItem ON expr mergeClause+ ;
mergeClause : WHEN NOT? MATCHED ( AND expr )? THEN mergeAction ;
mergeAction
    : UPDATE SET assignments
    | DELETE
    | INSERT ( LP assignmentTarget ( COMMA assignmentTarget )* RP )? overriding? ( VALUES ( LP | QP ) exprList RP | DEFAULT VALUES )
    | DO NOTHING
    ;

truncateStatement : TRUNCATE TABLE? relation ( COMMA relation )* ( RESTART IDENTITY | CONTINUE IDENTITY )? dropBehavior? ;

copyStatement
    : COPY ( qualifiedName nameList? ( FROM | TO ) | ( QP | LP ) preparable RP TO )
      ( STRING | STDIN | STDOUT | PROGRAM STRING )
      WITH? ( LP option ( COMMA option )* RP | copyLegacyOption+ )? whereClause?
    ;
copyLegacyOption
    : BINARY
    | CSV
    | HEADER
    | FREEZE
    | ( DELIMITER | NULL | QUOTE | ESCAPE ) AS? STRING
    | ENCODING STRING
    | FORCE ( QUOTE ( columnNames | STAR ) | NOT NULL columnNames | NULL columnNames )
    ;

// Options of EXPLAIN, COPY, VACUUM and the like: a name and, possibly, a value.
option : optionName ( EQ? optionValue )? ;
optionName : colLabel ( DOT colLabel )* ;
optionValue
    : ( PLUS | MINUS )? ( INTEGER_NUMBER | DECIMAL_NUMBER )
    | STRING
    | colLabel
    | STAR
    | LP optionValue ( COMMA optionValue )* RP
    ;
optionList : LP option ( COMMA option )* RP ;

// ---------------------------------------------------------------- CREATE

createStatement : CREATE ( orReplace )? createObject ;
orReplace : OR REPLACE ;
createObject
    : persistence? TABLE ifNotExists? qualifiedName createTableBody         # createTable
    | persistence? RECURSIVE? VIEW qualifiedName nameList? ( WITH optionList )?
      AS query ( WITH ( CASCADED | LOCAL )? CHECK OPTION )?                # createView
    | MATERIALIZED VIEW ifNotExists? qualifiedName nameList? ( USING colId )? ( WITH optionList )?
      AS query withData?                                                  # createMaterializedView
    | UNIQUE? INDEX CONCURRENTLY? ( ifNotExists? colId )? ON relation ( USING colId )?
      LP indexElement ( COMMA indexElement )* RP ( INCLUDE nameList )? nullsDistinct?
      ( WITH optionList )? whereClause?                                   # createIndex
    | persistence? SEQUENCE ifNotExists? qualifiedName sequenceOption*     # createSequence
    | SCHEMA ifNotExists? ( colId ( AUTHORIZATION colId )? | AUTHORIZATION colId ) createStatement*   # createSchema
    | TYPE qualifiedName AS ENUM LP ( STRING ( COMMA STRING )* )? RP       # createEnum
    | DOMAIN qualifiedName AS? typeName columnQualifier*                  # createDomain
    | COLLATION ifNotExists? qualifiedName ( FROM qualifiedName | LP collationOption ( COMMA collationOption )* RP )   # createCollation
    | ( FUNCTION | PROCEDURE ) qualifiedName LP ( routineParameter ( COMMA routineParameter )* )? RP
      ( RETURNS ( TABLE LP resultColumn ( COMMA resultColumn )* RP | typeName ) )?
      routineOption* routineBody?                                         # createRoutine
    ;

collationOption : colLabel ( EQ ( STRING | INTEGER_NUMBER | optionName ) )? ;

// A name stands before a type if something other than the rest of a type follows it.
routineParameter
    : parameterMode ( typeFunctionName typeName | typeName ) parameterDefault?
    | typeFunctionName ( parameterMode? typeName ) parameterDefault?
    | typeName parameterDefault?
    ;
parameterMode : IN OUT? | OUT | INOUT | VARIADIC ;
parameterDefault : ( DEFAULT | EQ ) expr ;
resultColumn : typeFunctionName typeName ;
routineOption
    : LANGUAGE ( colId | STRING )                                         # routineLanguage
    | ( IMMUTABLE | STABLE | VOLATILE | STRICT | WINDOW )                  # routineWord
    | ( CALLED ON NULL INPUT | RETURNS NULL ON NULL INPUT )               # routineNullInput
    | NOT? LEAKPROOF                                                      # routineLeakproof
    | EXTERNAL? SECURITY ( DEFINER | INVOKER )                            # routineSecurity
    | ( COST | ROWS ) signedNumber                                        # routineEstimate
    | PARALLEL colId                                                      # routineParallel
    | SUPPORT qualifiedName                                               # routineSupport
    | SET settingAssignment                                               # routineSetting
    | AS STRING ( COMMA STRING )?                                         # routineText
    ;
routineBody
    : RETURN expr
    | BEGIN ATOMIC ( ( preparable | RETURN expr ) SEMICOLON )* END
    ;
routineReference : qualifiedName ( LP ( routineParameter ( COMMA routineParameter )* )? RP )? ;
routineKind : FUNCTION | PROCEDURE | ROUTINE ;
persistence : ( LOCAL | GLOBAL )? ( TEMP | TEMPORARY ) | UNLOGGED ;
ifNotExists : IF NOT EXISTS ;
ifExists : IF EXISTS ;
withData : WITH NO? DATA ;
nullsDistinct : NULLS NOT? DISTINCT ;

createTableBody
    : LP ( tableElement ( COMMA tableElement )* )? RP tableSuffix
    | nameList? tableSuffix AS ( preparable | executeStatement ) withData?
    ;
tableSuffix
    : ( INHERITS LP qualifiedNameList RP )? ( PARTITION BY colId LP exprList RP )? ( USING colId )?
      ( WITH optionList | WITHOUT OIDS )? ( ON COMMIT ( DROP | DELETE ROWS | PRESERVE ROWS ) )? ( TABLESPACE colId )?
    ;
tableElement
    : columnDefinition
    | tableConstraint
    | LIKE qualifiedName ( ( INCLUDING | EXCLUDING ) likeOption )*
    ;
likeOption : COMMENTS | COMPRESSION | CONSTRAINTS | DEFAULTS | IDENTITY | GENERATED | INDEXES | STATISTICS | STORAGE | ALL ;
columnDefinition : colId typeName columnQualifier* ;
columnQualifier
    : ( CONSTRAINT colId )? columnConstraint
    | COLLATE qualifiedName
    | constraintAttribute
    ;
columnConstraint
    : NOT NULL                                                              # notNullColumn
    | NULL                                                                  # nullColumn
    | DEFAULT boundExpr                                                     # defaultColumn
    | CHECK ( LP | QP ) expr RP ( NO INHERIT )?                             # checkColumn
    | UNIQUE nullsDistinct? ( WITH optionList )? ( USING INDEX TABLESPACE colId )?       # uniqueColumn
    | PRIMARY KEY ( WITH optionList )? ( USING INDEX TABLESPACE colId )?    # primaryKeyColumn
    | GENERATED ( ALWAYS | BY DEFAULT ) AS ( IDENTITY ( LP sequenceOption+ RP )? | LP expr RP STORED )  # generatedColumn
    | references                                                            # referencesColumn
    ;
references : REFERENCES qualifiedName nameList? ( MATCH ( FULL | PARTIAL | SIMPLE ) )? referentialAction* ;
referentialAction : ON ( DELETE | UPDATE ) ( NO ACTION | RESTRICT | CASCADE | SET ( NULL | DEFAULT ) nameList? ) ;
constraintAttribute : NOT? DEFERRABLE | INITIALLY ( DEFERRED | IMMEDIATE ) | NOT VALID | NO INHERIT ;
tableConstraint : ( CONSTRAINT colId )? tableConstraintBody constraintAttribute* ;
tableConstraintBody
    : CHECK ( LP | QP ) expr RP                                                           # checkTable
    | UNIQUE ( nullsDistinct? nameList ( INCLUDE nameList )? ( WITH optionList )?
      ( USING INDEX TABLESPACE colId )? | USING INDEX colId )                              # uniqueTable
    | PRIMARY KEY ( nameList ( INCLUDE nameList )? ( WITH optionList )?
      ( USING INDEX TABLESPACE colId )? | USING INDEX colId )                              # primaryKeyTable
    | FOREIGN KEY nameList references                                                     # foreignKeyTable
    | EXCLUDE ( USING colId )? LP exclusionElement ( COMMA exclusionElement )* RP ( LP whereClause RP )?   # excludeTable
    ;
exclusionElement : indexElement WITH anyOperator ;

indexElement
    : ( colId | functionExpression | functionName plainCall | LP expr RP | QP query RP )
      ( COLLATE qualifiedName )? ( qualifiedName optionList? )? ( ASC | DESC )? nullsOrder?
    ;

sequenceOption
    : AS typeName
    | INCREMENT BY? signedNumber
    | MINVALUE signedNumber
    | MAXVALUE signedNumber
    | NO ( MINVALUE | MAXVALUE | CYCLE )
    | START WITH? signedNumber
    | RESTART ( WITH? signedNumber )?
    | CACHE signedNumber
    | CYCLE
    | OWNED BY qualifiedName
    | SEQUENCE NAME qualifiedName
    ;
signedNumber : ( PLUS | MINUS )? ( INTEGER_NUMBER | DECIMAL_NUMBER ) ;

// ---------------------------------------------------------------- ALTER

alterStatement : ALTER alterObject ;
alterObject
    : TABLE ifExists? relation alterTableBody                        # alterTable
    | INDEX ifExists? qualifiedName alterTableBody                   # alterIndex
    | VIEW ifExists? qualifiedName alterTableBody                    # alterView
    | MATERIALIZED VIEW ifExists? qualifiedName alterTableBody       # alterMaterializedView
    | SEQUENCE ifExists? qualifiedName ( sequenceOption+ | alterCommon | SET ( LOGGED | UNLOGGED ) )   # alterSequence
    | SCHEMA colId alterCommon                                       # alterSchema
    | TYPE qualifiedName ( alterCommon | alterEnum )                 # alterType
    | DOMAIN qualifiedName ( alterCommon | alterDomainAction )       # alterDomain
    | COLLATION qualifiedName alterCommon                            # alterCollation
    | routineKind routineReference ( alterCommon | routineOption+ RESTRICT? )   # alterRoutine
    ;
alterCommon
    : RENAME TO colId
    | SET SCHEMA colId
    | OWNER TO roleName
    ;
roleName : colId | CURRENT_USER | CURRENT_ROLE | SESSION_USER ;
alterTableBody
    : RENAME ( TO colId | COLUMN? colId TO colId | CONSTRAINT colId TO colId )
    | SET SCHEMA colId
    | alterTableAction ( COMMA alterTableAction )*
    ;
alterTableAction
    : ADD ( COLUMN ifNotExists? | ifNotExists )? columnDefinition             # addColumn
    | ADD tableConstraint                                                     # addConstraint
    | DROP COLUMN? ifExists? colId dropBehavior?                              # dropColumn
    | DROP CONSTRAINT ifExists? colId dropBehavior?                           # dropConstraint
    | VALIDATE CONSTRAINT colId                                               # validateConstraint
    | ALTER CONSTRAINT colId constraintAttribute*                             # alterConstraint
    | ALTER COLUMN? colId alterColumnAction                                   # alterColumn
    | SET ( LOGGED | UNLOGGED )                                               # setLogged
    | ( SET | RESET ) optionList                                              # setOptions
    | OWNER TO roleName                                                       # setOwner
    ;
alterColumnAction
    : ( SET DATA )? TYPE typeName ( COLLATE qualifiedName )? ( USING expr )?   # columnType
    | SET DEFAULT expr                                                        # columnDefault
    | DROP DEFAULT                                                            # columnNoDefault
    | ( SET | DROP ) NOT NULL                                                 # columnNotNull
    | DROP EXPRESSION ifExists?                                               # columnNoExpression
    | ADD GENERATED ( ALWAYS | BY DEFAULT ) AS IDENTITY ( LP sequenceOption+ RP )?   # columnIdentity
    | identityChange+                                                         # columnIdentityChange
    | DROP IDENTITY ifExists?                                                 # columnNoIdentity
    | SET STATISTICS signedNumber                                             # columnStatistics
    ;
identityChange : SET GENERATED ( ALWAYS | BY DEFAULT ) | SET sequenceOption | RESTART ( WITH? signedNumber )? ;
alterEnum
    : ADD VALUE ifNotExists? STRING ( ( BEFORE | AFTER ) STRING )?
    | RENAME VALUE STRING TO STRING
    ;
alterDomainAction
    : SET DEFAULT expr                                     # domainDefault
    | DROP DEFAULT                                         # domainNoDefault
    | ( SET | DROP ) NOT NULL                              # domainNotNull
    | ADD tableConstraint                                  # domainAddConstraint
    | DROP CONSTRAINT ifExists? colId dropBehavior?        # domainDropConstraint
    | VALIDATE CONSTRAINT colId                            # domainValidateConstraint
    | RENAME CONSTRAINT colId TO colId                     # domainRenameConstraint
    ;

// ---------------------------------------------------------------- DROP, COMMENT, REFRESH

dropStatement
    : DROP ( objectKind CONCURRENTLY? ifExists? qualifiedNameList
      | routineKind ifExists? routineReference ( COMMA routineReference )* ) dropBehavior?
    ;
objectKind : TABLE | INDEX | VIEW | MATERIALIZED VIEW | SEQUENCE | SCHEMA | TYPE | DOMAIN | COLLATION | EXTENSION | DATABASE ;
dropBehavior : CASCADE | RESTRICT ;
commentStatement
    : COMMENT ON ( objectKind qualifiedName | routineKind routineReference | COLUMN qualifiedName | CONSTRAINT colId ON DOMAIN? qualifiedName ) IS ( STRING | NULL )
    ;
refreshStatement : REFRESH MATERIALIZED VIEW CONCURRENTLY? qualifiedName withData? ;

// ---------------------------------------------------------------- transactions

transactionStatement
    : BEGIN ( WORK | TRANSACTION )? transactionModes?                     # begin
    | START TRANSACTION transactionModes?                                 # begin
    | ( COMMIT | END ) ( WORK | TRANSACTION )? ( AND NO? CHAIN )?          # commit
    | ( ROLLBACK | ABORT ) ( WORK | TRANSACTION )? ( AND NO? CHAIN )?      # rollback
    | ROLLBACK ( WORK | TRANSACTION )? TO SAVEPOINT? colId                 # rollbackTo
    | SAVEPOINT colId                                                     # savepoint
    | RELEASE SAVEPOINT? colId                                            # release
    ;
transactionModes : transactionMode ( COMMA? transactionMode )* ;
transactionMode
    : ISOLATION LEVEL ( READ UNCOMMITTED | READ COMMITTED | REPEATABLE READ | SERIALIZABLE )
    | READ ( ONLY | WRITE )
    | NOT? DEFERRABLE
    ;

// ---------------------------------------------------------------- settings

settingStatement
    : SET ( SESSION | LOCAL )? settingAssignment                               # setSetting
    | SET SESSION CHARACTERISTICS AS TRANSACTION transactionModes             # setCharacteristics
    | SET ( SESSION | LOCAL )? TRANSACTION transactionModes                    # setTransaction
    | SET CONSTRAINTS ( ALL | qualifiedNameList ) ( DEFERRED | IMMEDIATE )    # setConstraints
    | SHOW settingName                                                        # showSetting
    | RESET settingName                                                       # resetSetting
    ;
settingAssignment
    : colId ( DOT colId )* ( TO | EQ ) ( DEFAULT | settingValue ( COMMA settingValue )* )
    | TIME ZONE ( DEFAULT | LOCAL | settingValue | INTERVAL STRING intervalFields? )
    | SCHEMA STRING
    | NAMES ( STRING | DEFAULT )?
    | ROLE ( colLabel | STRING )
    | SESSION AUTHORIZATION ( colId | STRING | DEFAULT )
    ;
settingValue : ( PLUS | MINUS )? ( INTEGER_NUMBER | DECIMAL_NUMBER ) | STRING | colLabel ;
settingName
    : ALL
    | TIME ZONE
    | TRANSACTION ISOLATION LEVEL
    | SESSION AUTHORIZATION
    | colId ( DOT colId )*
    ;

// ---------------------------------------------------------------- prepared statements and cursors

prepareStatement : PREPARE colId ( LP typeName ( COMMA typeName )* RP )? AS preparable ;
executeStatement : EXECUTE colId ( ( LP | QP ) exprList RP )? ;
deallocateStatement : DEALLOCATE PREPARE? ( ALL | colId ) ;
declareStatement
    : DECLARE colId cursorOption* CURSOR ( ( WITH | WITHOUT ) HOLD )? FOR query
    ;
cursorOption : BINARY | INSENSITIVE | ASENSITIVE | NO? SCROLL ;
fetchStatement : ( FETCH | MOVE ) fetchDirection? ( FROM | IN )? colId ;
fetchDirection
    : NEXT | PRIOR | FIRST | LAST
    | ( ABSOLUTE | RELATIVE ) signedNumber
    | signedNumber
    | ALL
    | ( FORWARD | BACKWARD ) ( signedNumber | ALL )?
    ;
closeStatement : CLOSE ( ALL | colId ) ;
callStatement : CALL functionName plainCall ;

// ---------------------------------------------------------------- privileges

privilegeStatement
    : GRANT privileges ON privilegeTarget TO grantee ( COMMA grantee )* ( WITH GRANT OPTION )?
    | REVOKE ( GRANT OPTION FOR )? privileges ON privilegeTarget FROM grantee ( COMMA grantee )* dropBehavior?
    ;
privileges : ALL colId? nameList? | privilege ( COMMA privilege )* ;
privilege : ( SELECT | REFERENCES | CREATE | colId ) nameList? ;
privilegeTarget
    : TABLE? qualifiedNameList
    | ( SEQUENCE | SCHEMA | DATABASE | DOMAIN | TYPE ) qualifiedNameList
    | routineKind routineReference ( COMMA routineReference )*
    ;
grantee : GROUP? roleName ;

// ---------------------------------------------------------------- maintenance

explainStatement : EXPLAIN ( optionList | ANALYZE? VERBOSE? ) explainable ;
explainable
    : preparable
    | CREATE persistence? TABLE ifNotExists? qualifiedName createTableBody
    | CREATE MATERIALIZED VIEW ifNotExists? qualifiedName nameList? ( USING colId )? ( WITH optionList )? AS query withData?
    | executeStatement
    | declareStatement
    | refreshStatement
    ;
analyzeStatement : ( ANALYZE | ANALYSE ) ( optionList | VERBOSE )? maintenanceTargets? ;
vacuumStatement : VACUUM ( optionList | FULL? FREEZE? VERBOSE? ( ANALYZE | ANALYSE )? ) maintenanceTargets? ;
maintenanceTargets : maintenanceTarget ( COMMA maintenanceTarget )* ;
maintenanceTarget : qualifiedName nameList? ;
reindexStatement
    : REINDEX ( ( INDEX | TABLE | SCHEMA ) CONCURRENTLY? qualifiedName | ( DATABASE | SYSTEM ) CONCURRENTLY? qualifiedName? )
    ;
lockStatement : LOCK TABLE? relation ( COMMA relation )* ( IN lockMode MODE )? NOWAIT? ;
lockMode
    : ACCESS SHARE
    | ROW SHARE
    | ROW EXCLUSIVE
    | SHARE UPDATE EXCLUSIVE
    | SHARE
    | SHARE ROW EXCLUSIVE
    | EXCLUSIVE
    | ACCESS EXCLUSIVE
    ;
checkpointStatement : CHECKPOINT ;
discardStatement : DISCARD ( ALL | PLANS | SEQUENCES | TEMP | TEMPORARY ) ;
checkDatabaseStatement : CHECK DATABASE optionList? ;
backupDatabaseStatement : BACKUP DATABASE TO STRING ( WITH? optionList )? ;

// ---------------------------------------------------------------- names

qualifiedName : colId ( DOT colLabel )* ;
qualifiedNameList : qualifiedName ( COMMA qualifiedName )* ;
nameList : LP columnNames RP ;
columnNames : colId ( COMMA colId )* ;

// ---------------------------------------------------------------- words
//
// PostgreSQL's four classes of keywords (pg_get_keywords). Words that no rule mentions are plain identifiers to us.

colId : IDENTIFIER | unreservedKeyword | colNameKeyword ;
nonKeyword : IDENTIFIER | unreservedKeyword ;
functionName : nonKeyword ( DOT colLabel )* ;
typeFunctionName : IDENTIFIER | unreservedKeyword | typeFuncKeyword ;
colLabel : IDENTIFIER | unreservedKeyword | colNameKeyword | BETWEEN | typeFuncKeyword | reservedKeyword ;
// An alias without AS before SET.
aliasWord
    : IDENTIFIER | ABORT | ABSOLUTE | ACCESS | ACTION | ADD | AFTER | ALTER | ALWAYS | ASENSITIVE | AT | ATOMIC |
      BACKUP | BACKWARD | BEFORE | BEGIN | BIGINT | BIT | BOOLEAN | BREADTH | BY | CACHE | CALL | CALLED | CASCADE |
      CASCADED | CHAIN | CHAR | CHARACTER | CHARACTERISTICS | CHECKPOINT | CLOSE | COALESCE | COMMENT | COMMENTS |
      COMMIT | COMMITTED | COMPRESSION | CONFLICT | CONSTRAINTS | CONTINUE | COPY | COST | CSV | CUBE | CURRENT |
      CURSOR | CYCLE | DATA | DATABASE | DAY | DEALLOCATE | DEC | DECIMAL | DECLARE | DEFAULTS | DEFERRED | DEFINER |
      DELETE | DELIMITER | DEPTH | DISCARD | DOMAIN | DOUBLE | DROP | ENCODING | ENUM | ESCAPE | EXCLUDE |
      EXCLUDING | EXCLUSIVE | EXECUTE | EXISTS | EXPLAIN | EXPRESSION | EXTENSION | EXTERNAL | EXTRACT | FILTER |
      FIRST | FLOAT | FOLLOWING | FORCE | FORWARD | FUNCTION | GENERATED | GLOBAL | GREATEST | GROUPING | GROUPS |
      HEADER | HOLD | HOUR | IDENTITY | IF | IMMEDIATE | IMMUTABLE | INCLUDE | INCLUDING | INCREMENT | INDEX |
      INDEXES | INHERIT | INHERITS | INOUT | INPUT | INSENSITIVE | INSERT | INT | INTEGER | INTERVAL | INVOKER |
      ISOLATION | KEY | LANGUAGE | LAST | LEAKPROOF | LEAST | LEVEL | LOCAL | LOCK | LOCKED | LOGGED | MATCH |
      MATCHED | MATERIALIZED | MAXVALUE | MERGE | MINUTE | MINVALUE | MODE | MONTH | MOVE | NAME | NAMES | NATIONAL |
      NCHAR | NEXT | NFC | NFD | NFKC | NFKD | NO | NONE | NORMALIZE | NORMALIZED | NOTHING | NOWAIT | NULLIF |
      NULLS | NUMERIC | OF | OIDS | OPERATOR | OPTION | ORDINALITY | OTHERS | OUT | OVER | OVERLAY | OVERRIDING |
      OWNED | OWNER | PARALLEL | PARTIAL | PARTITION | PLANS | POSITION | PRECEDING | PRECISION | PREPARE |
      PRESERVE | PRIOR | PROCEDURE | PROGRAM | QUOTE | RANGE | READ | REAL | RECURSIVE | REFRESH | REINDEX |
      RELATIVE | RELEASE | RENAME | REPEATABLE | REPLACE | RESET | RESTART | RESTRICT | RETURN | RETURNS | REVOKE | ROLE |
      ROLLBACK | ROLLUP | ROUTINE | ROW | ROWS | SAVEPOINT | SCHEMA | SCROLL | SEARCH | SECOND | SECURITY |
      SEQUENCE | SEQUENCES | SERIALIZABLE | SESSION | SETOF | SETS | SHARE | SHOW | SIMPLE | SKIP_ | SMALLINT |
      STABLE | START | STATISTICS | STDIN | STDOUT | STORAGE | STORED | STRICT | SUBSTRING | SUPPORT | SYSTEM |
      TABLESPACE | TEMP | TEMPORARY | TIES | TIME | TIMESTAMP | TRANSACTION | TREAT | TRIM | TRUNCATE | TYPE |
      UESCAPE | UNBOUNDED | UNCOMMITTED | UNKNOWN | UNLOGGED | UPDATE | VACUUM | VALID | VALIDATE | VALUE | VALUES |
      VARCHAR | VARYING | VIEW | VOLATILE | WITHIN | WITHOUT | WORK | WRITE | YEAR | ZONE
    ;
// A column label without AS. PostgreSQL also allows the infix words (AND, IS, LIKE ...) here; we do not.
bareLabel
    : IDENTIFIER | ABORT | ABSOLUTE | ACCESS | ACTION | ADD | AFTER | ALL | ALTER | ALWAYS | ANALYSE | ANALYZE |
      ANY | ASC | ASENSITIVE | ASYMMETRIC | AT | ATOMIC | AUTHORIZATION | BACKUP | BACKWARD | BEFORE | BEGIN |
      BIGINT | BINARY | BIT | BOOLEAN | BOTH | BREADTH | BY | CACHE | CALL | CALLED | CASCADE | CASCADED | CASE |
      CAST | CHAIN | CHARACTERISTICS | CHECK | CHECKPOINT | CLOSE | COALESCE | COLLATION | COLUMN | COMMENT |
      COMMENTS | COMMIT | COMMITTED | COMPRESSION | CONCURRENTLY | CONFLICT | CONSTRAINT | CONSTRAINTS | CONTINUE |
      COPY | COST | CROSS | CSV | CUBE | CURRENT | CURRENT_CATALOG | CURRENT_DATE | CURRENT_ROLE | CURRENT_SCHEMA |
      CURRENT_TIME | CURRENT_TIMESTAMP | CURRENT_USER | CURSOR | CYCLE | DATA | DATABASE | DEALLOCATE | DEC |
      DECIMAL | DECLARE | DEFAULT | DEFAULTS | DEFERRABLE | DEFERRED | DEFINER | DELETE | DELIMITER | DEPTH | DESC |
      DISCARD | DISTINCT | DO | DOMAIN | DOUBLE | DROP | ELSE | ENCODING | END | ENUM | ESCAPE | EXCLUDE |
      EXCLUDING | EXCLUSIVE | EXECUTE | EXISTS | EXPLAIN | EXPRESSION | EXTENSION | EXTERNAL | EXTRACT | FALSE |
      FIRST | FLOAT | FOLLOWING | FORCE | FOREIGN | FORWARD | FREEZE | FULL | FUNCTION | GENERATED | GLOBAL |
      GREATEST | GROUPING | GROUPS | HEADER | HOLD | IDENTITY | IF | IMMEDIATE | IMMUTABLE | INCLUDE | INCLUDING |
      INCREMENT | INDEX | INDEXES | INHERIT | INHERITS | INITIALLY | INNER | INOUT | INPUT | INSENSITIVE | INSERT |
      INT | INTEGER | INTERVAL | INVOKER | ISOLATION | JOIN | KEY | LANGUAGE | LAST | LATERAL | LEADING | LEAKPROOF |
      LEAST | LEFT | LEVEL | LOCAL | LOCALTIME | LOCALTIMESTAMP | LOCK | LOCKED | LOGGED | MATCH | MATCHED |
      MATERIALIZED | MAXVALUE | MERGE | MINVALUE | MODE | MOVE | NAME | NAMES | NATIONAL | NATURAL | NCHAR | NEXT |
      NFC | NFD | NFKC | NFKD | NO | NONE | NORMALIZE | NORMALIZED | NOTHING | NOWAIT | NULL | NULLIF | NULLS |
      NUMERIC | OF | OIDS | ONLY | OPERATOR | OPTION | ORDINALITY | OTHERS | OUT | OUTER | OVERLAY | OVERRIDING |
      OWNED | OWNER | PARALLEL | PARTIAL | PARTITION | PLACING | PLANS | POSITION | PRECEDING | PREPARE | PRESERVE |
      PRIMARY | PRIOR | PROCEDURE | PROGRAM | QUOTE | RANGE | READ | REAL | RECURSIVE | REFERENCES | REFRESH |
      REINDEX | RELATIVE | RELEASE | RENAME | REPEATABLE | REPLACE | RESET | RESTART | RESTRICT | RETURN | RETURNS | REVOKE |
      RIGHT | ROLE | ROLLBACK | ROLLUP | ROUTINE | ROW | ROWS | SAVEPOINT | SCHEMA | SCROLL | SEARCH | SECURITY |
      SELECT | SEQUENCE | SEQUENCES | SERIALIZABLE | SESSION | SESSION_USER | SET | SETOF | SETS | SHARE | SHOW |
      SIMPLE | SKIP_ | SMALLINT | SOME | STABLE | START | STATISTICS | STDIN | STDOUT | STORAGE | STORED | STRICT |
      SUBSTRING | SUPPORT | SYMMETRIC | SYSTEM | TABLE | TABLESAMPLE | TABLESPACE | TEMP | TEMPORARY | THEN | TIES |
      TIME | TIMESTAMP | TRAILING | TRANSACTION | TREAT | TRIM | TRUE | TRUNCATE | TYPE | UESCAPE | UNBOUNDED |
      UNCOMMITTED | UNIQUE | UNKNOWN | UNLOGGED | UPDATE | USER | USING | VACUUM | VALID | VALIDATE | VALUE |
      VALUES | VARCHAR | VARIADIC | VERBOSE | VIEW | VOLATILE | WHEN | WORK | WRITE | ZONE
    ;
unreservedKeyword
    : ABORT | ABSOLUTE | ACCESS | ACTION | ADD | AFTER | ALTER | ALWAYS | ASENSITIVE | AT | ATOMIC | BACKUP |
      BACKWARD | BEFORE | BEGIN | BREADTH | BY | CACHE | CALL | CALLED | CASCADE | CASCADED | CHAIN |
      CHARACTERISTICS | CHECKPOINT | CLOSE | COMMENT | COMMENTS | COMMIT | COMMITTED | COMPRESSION | CONFLICT |
      CONSTRAINTS | CONTINUE | COPY | COST | CSV | CUBE | CURRENT | CURSOR | CYCLE | DATA | DATABASE | DAY |
      DEALLOCATE | DECLARE | DEFAULTS | DEFERRED | DEFINER | DELETE | DELIMITER | DEPTH | DISCARD | DOMAIN | DOUBLE |
      DROP | ENCODING | ENUM | ESCAPE | EXCLUDE | EXCLUDING | EXCLUSIVE | EXECUTE | EXPLAIN | EXPRESSION |
      EXTENSION | EXTERNAL | FILTER | FIRST | FOLLOWING | FORCE | FORWARD | FUNCTION | GENERATED | GLOBAL | GROUPS |
      HEADER | HOLD | HOUR | IDENTITY | IF | IMMEDIATE | IMMUTABLE | INCLUDE | INCLUDING | INCREMENT | INDEX |
      INDEXES | INHERIT | INHERITS | INPUT | INSENSITIVE | INSERT | INVOKER | ISOLATION | KEY | LANGUAGE | LAST |
      LEAKPROOF | LEVEL | LOCAL | LOCK | LOCKED | LOGGED | MATCH | MATCHED | MATERIALIZED | MAXVALUE | MERGE |
      MINUTE | MINVALUE | MODE | MONTH | MOVE | NAME | NAMES | NEXT | NFC | NFD | NFKC | NFKD | NO | NORMALIZED |
      NOTHING | NOWAIT | NULLS | OF | OIDS | OPERATOR | OPTION | ORDINALITY | OTHERS | OVER | OVERRIDING | OWNED |
      OWNER | PARALLEL | PARTIAL | PARTITION | PLANS | PRECEDING | PREPARE | PRESERVE | PRIOR | PROCEDURE | PROGRAM |
      QUOTE | RANGE | READ | RECURSIVE | REFRESH | REINDEX | RELATIVE | RELEASE | RENAME | REPEATABLE | REPLACE |
      RESET | RESTART | RESTRICT | RETURN | RETURNS | REVOKE | ROLE | ROLLBACK | ROLLUP | ROUTINE | ROWS | SAVEPOINT |
      SCHEMA | SCROLL | SEARCH | SECOND | SECURITY | SEQUENCE | SEQUENCES | SERIALIZABLE | SESSION | SET | SETS |
      SHARE | SHOW | SIMPLE | SKIP_ | STABLE | START | STATISTICS | STDIN | STDOUT | STORAGE | STORED | STRICT |
      SUPPORT | SYSTEM | TABLESPACE | TEMP | TEMPORARY | TIES | TRANSACTION | TRUNCATE | TYPE | UESCAPE | UNBOUNDED |
      UNCOMMITTED | UNKNOWN | UNLOGGED | UPDATE | VACUUM | VALID | VALIDATE | VALUE | VARYING | VIEW | VOLATILE |
      WITHIN | WITHOUT | WORK | WRITE | YEAR | ZONE
    ;
// BETWEEN belongs here in PostgreSQL; as a column name it would make ROWS BETWEEN +1 ... need long look-ahead.
colNameKeyword
    : BIGINT | BIT | BOOLEAN | CHAR | CHARACTER | COALESCE | DEC | DECIMAL | EXISTS | EXTRACT | FLOAT | GREATEST |
      GROUPING | INOUT | INT | INTEGER | INTERVAL | LEAST | NATIONAL | NCHAR | NONE | NORMALIZE | NULLIF | NUMERIC |
      OUT | OVERLAY | POSITION | PRECISION | REAL | ROW | SETOF | SMALLINT | SUBSTRING | TIME | TIMESTAMP | TREAT |
      TRIM | VALUES | VARCHAR
    ;
typeFuncKeyword
    : AUTHORIZATION | BINARY | COLLATION | CONCURRENTLY | CROSS | CURRENT_SCHEMA | FREEZE | FULL | ILIKE | INNER |
      IS | ISNULL | JOIN | LEFT | LIKE | NATURAL | NOTNULL | OUTER | OVERLAPS | RIGHT | SIMILAR | TABLESAMPLE |
      VERBOSE
    ;
reservedKeyword
    : ALL | ANALYSE | ANALYZE | AND | ANY | ARRAY | AS | ASC | ASYMMETRIC | BOTH | CASE | CAST | CHECK | COLLATE |
      COLUMN | CONSTRAINT | CREATE | CURRENT_CATALOG | CURRENT_DATE | CURRENT_ROLE | CURRENT_TIME |
      CURRENT_TIMESTAMP | CURRENT_USER | DEFAULT | DEFERRABLE | DESC | DISTINCT | DO | ELSE | END | EXCEPT | FALSE |
      FETCH | FOR | FOREIGN | FROM | GRANT | GROUP | HAVING | IN | INITIALLY | INTERSECT | INTO | LATERAL | LEADING |
      LIMIT | LOCALTIME | LOCALTIMESTAMP | NOT | NULL | OFFSET | ON | ONLY | OR | ORDER | PLACING | PRIMARY |
      REFERENCES | RETURNING | SELECT | SESSION_USER | SOME | SYMMETRIC | TABLE | THEN | TO | TRAILING | TRUE |
      UNION | UNIQUE | USER | USING | VARIADIC | WHEN | WHERE | WINDOW | WITH
    ;
