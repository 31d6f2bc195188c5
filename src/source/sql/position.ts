import { words } from '../../core/words.ts'

/** The role of interpolated text at its place in a statement. */
export type Position =
  /** A literal: what a parameter can carry. */
  | 'value'
  /** A column name, or a keyword such as a sort direction. Parameters cannot carry these. */
  | 'identifier'
  /** The name of a table, a schema or another object of the database. */
  | 'table'
  /** The number after LIMIT or OFFSET. */
  | 'limit'
  /** A whole condition, clause or statement. */
  | 'clause'

/** Placeholder for the unknown parts of a statement: a character that SQL does not use. */
export const unknownText = '\u0001'

/**
 * What the statement expects after `before`.
 * @param before the statement up to the place, with {@link unknownText} for its unknown parts
 * @param after the text that follows the place
 */
export function positionAfter(before: string, after: string): Position {
  // SQLite binds nothing in it, not even values.
  if (/^\s*pragma\s/i.test(before)) return 'table'
  const quoted = inQuotes(before, after) ?? inBrackets(before, after)
  if (quoted !== undefined) return quoted
  const text = before.trimEnd()
  const last = text.slice(-1)
  if (text === '') return 'clause'
  if (last === '.') return 'identifier'
  // Part of a name, as in `users_${year}`.
  if (before === text && /[\w\u0001]/.test(last)) return 'identifier'
  if (/[=<>~!+*/%|^-]/.test(last)) return last === '*' && /\bselect\s+\*$/i.test(text) ? 'clause' : 'value'
  const word = /[a-z_]{1,60}$/i.exec(text)?.[0].toUpperCase()
  if (word !== undefined) return afterWord(word, text, after)
  if (last === '(' || last === ',') return inList(text, after)
  return 'clause'
}

const valueWords = words(`
  LIKE ILIKE RLIKE REGEXP IN BETWEEN VALUES ANY ALL INTERVAL THEN ELSE ESCAPE SIMILAR MATCH
`)
const limitWords = new Set(['LIMIT', 'OFFSET', 'TOP', 'FIRST', 'NEXT', 'SKIP'])
const columnWords = words('BY SELECT DISTINCT AS COLUMN SET ADD RENAME COLLATE USING NULLS OVER RETURNING CAST WINDOW')
const tableWords = words(`
  FROM JOIN INTO UPDATE TABLE INDEX DATABASE SCHEMA USER ROLE VIEW EXISTS ONLY TO CONSTRAINT KEY REFERENCES TRIGGER SEQUENCE FUNCTION
  PROCEDURE CALL USE OWNER TYPE EXTENSION PUBLICATION TRUNCATE LANGUAGE EXEC EXECUTE GRANT REVOKE DROP CREATE PRAGMA LISTEN NOTIFY ANALYZE VACUUM DESCRIBE SAVEPOINT PARTITION WITH DELETE INSERT ENGINE
`)

function afterWord(word: string, text: string, after: string): Position {
  if (valueWords.has(word)) return 'value'
  if (limitWords.has(word)) return 'limit'
  if (word === 'AND' && /\bbetween\s+\S+\s+and$/i.test(text.slice(-120))) return 'value'
  if (
    word === 'WHERE' ||
    word === 'AND' ||
    word === 'OR' ||
    word === 'ON' ||
    word === 'HAVING' ||
    word === 'NOT' ||
    word === 'WHEN'
  )
    return operand(after)
  if (tableWords.has(word)) return 'table'
  if (columnWords.has(word)) return 'identifier'
  // After a column in ORDER BY comes a direction.
  if (/\border\s+by\s[^()]*$/i.test(text.slice(-200))) return 'identifier'
  return 'clause'
}

/** In a condition: a column if an operator follows, otherwise a whole condition. */
function operand(after: string): Position {
  return /^\s*(?:=|<|>|!=|like\b|ilike\b|in\b|is\b|between\b|not\b|\.)/i.test(after) ? 'identifier' : 'clause'
}

/** In parentheses or after a comma: decided by what precedes the list. */
function inList(text: string, after: string): Position {
  const open = openParenthesis(text)
  const head = open === -1 ? text : text.slice(0, open)
  const inside = open === -1 ? '' : text.slice(open + 1)
  if (open !== -1) {
    if (/\b(?:in|any|all|values|interval)\s*$/i.test(head) || /\bvalues\b[^;]*\)\s*,\s*$/i.test(head.slice(-2000))) return 'value'
    if (/\(\s*$/.test(text) && /\b(?:where|and|or|on|having|not)\s*$/i.test(head)) return operand(after)
    // A subquery.
    if (/\(\s*$/.test(text) && /\b(?:from|join|exists|as|lateral|union|all)\s*$/i.test(head)) return 'clause'
    if (/\b(?:insert|replace|merge)\b[^()]*\binto\s+[^\s()]+\s*$/i.test(head.slice(-400))) return 'identifier'
    if (
      /\b(?:table|index|key|exists|references|on|using|partition by|over|as|with|add)\b[^()]*$/i.test(head.slice(-200)) &&
      !/\w\($/.test(text)
    )
      return 'identifier'
    // Function arguments.
    if (/[\w"`\]]$/.test(head))
      return inside === '' && /^\s*(?:\)|,|\.)/.test(after) && /\b(?:count|sum|avg|min|max)$/i.test(head) ? 'identifier' : 'value'
    return 'clause'
  }
  if (/\bset\b[^;]*,$/i.test(text.slice(-2000))) return 'identifier'
  if (/\blimit\s+\S+\s*,$/i.test(text.slice(-200))) return 'limit'
  if (/\b(?:select|by|from)\b[^;]*,$/i.test(text.slice(-2000))) return 'identifier'
  return 'clause'
}

/** The last parenthesis that is still open, or -1. */
function openParenthesis(text: string): number {
  let depth = 0
  for (let index = text.length - 1; index >= 0; index--) {
    const char = text[index]
    if (char === ')') depth++
    else if (char === '(') {
      if (depth === 0) return index
      depth--
    }
  }
  return -1
}

/** The quote that is open after a text, and where it was opened. */
export function openQuote(text: string): { readonly quote: string; readonly start: number } | undefined {
  let quote = ''
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index)
    if (quote !== '') {
      if (char === quote) quote = ''
      else if (char === '\\' && quote === "'") index++
    } else if (char === "'" || char === '"' || char === '`') {
      quote = char
      start = index
    } else if (char === '-' && text.charAt(index + 1) === '-') {
      const end = text.indexOf('\n', index)
      if (end === -1) return undefined
      index = end
    }
  }
  return quote === '' ? undefined : { quote, start }
}

/** Inside quotes: single quotes hold a value; double quotes and backticks a name, unless it is compared with something. */
function inQuotes(text: string, after: string): Position | undefined {
  const { quote, start } = openQuote(text) ?? {}
  if (quote === undefined || start === undefined) return undefined
  if (quote === "'") return 'value'
  // `"${schema}"."users"`: followed by a dot, so it is a name.
  if (quote === '`' || /^[^"]*"\s*\./.test(after)) return nameAfter(text.slice(0, start))
  return /(?:[=<>,(]|\blike)\s*$/i.test(text.slice(Math.max(0, start - 60), start)) &&
    !/\b(?:into|table)\s+[^\s(]+\s*\([^)]*$/i.test(text.slice(Math.max(0, start - 400), start))
    ? 'value'
    : nameAfter(text.slice(0, start))
}

/** Inside `[name]` of SQL Server. Nothing for other brackets: `ARRAY[1]`, `tags[1]`, `= [1, 2]`. */
function inBrackets(text: string, after: string): Position | undefined {
  const start = text.lastIndexOf('[')
  const end = after.indexOf(']')
  if (start === -1 || end === -1 || /[\w)\]"`]/.test(text.charAt(start - 1))) return undefined
  if (!/^[\w\u0001 $-]*$/.test(text.slice(start + 1) + after.slice(0, end))) return undefined
  const position = positionAfter(text.slice(0, start), after.slice(end + 1))
  return position === 'table' || position === 'identifier' ? position : undefined
}

/** Whether a quoted name is that of a table or of something else. */
function nameAfter(before: string): Position {
  const word = /[a-z_]{1,60}$/i.exec(before.slice(-60).trimEnd())?.[0].toUpperCase()
  return word !== undefined && tableWords.has(word) ? 'table' : 'identifier'
}

/** True if the text is clearly SQL: a verb together with its companion keyword. "Select a book from …" is English. */
export function looksLikeSql(text: string): boolean {
  const start = text.replace(/^(?:\s|\(|--[^\n]*\n|\/\*[^*]*\*\/)+/, '').slice(0, 4000)
  const verb = /^[a-z]+/i.exec(start)?.[0].toUpperCase()
  const companion = verb === undefined ? undefined : companions.get(verb)
  return companion !== undefined && companion.test(start) && !english.test(start)
}

/** English words at places where SQL has a name: "select a book", "… from the menu". */
const english = /^[a-z]+\s+(?:a|an|the|one|your|some|which)\s|\bfrom\s+(?:the|your|our|my|their|these)\s+(?!where|join|as\b)[a-z]/i

const objects = 'table|index|view|database|schema|user|role|function|procedure|trigger|type|extension|sequence|policy'

const companions: ReadonlyMap<string, RegExp> = new Map([
  ['SELECT', /^select\b[^;]*?\bfrom\b|^select\s+(?:\w+\(|\*|top\b|distinct\b)/i],
  ['INSERT', /^insert\s+(?:ignore\s+|or\s+\w+\s+)?into\b/i],
  ['REPLACE', /^replace\s+into\b/i],
  ['UPDATE', /^update\b[^;]*?\bset\b/i],
  ['DELETE', /^delete\s+from\b/i],
  ['MERGE', /^merge\s+into\b/i],
  ['WITH', /^with\s+(?:recursive\s+)?\S+\s+(?:\([^)]*\)\s*)?as\s*(?:not\s+)?(?:materialized\s*)?\(/i],
  [
    'CREATE',
    new RegExp(String.raw`^create\s+(?:or\s+replace\s+|temp(?:orary)?\s+|unlogged\s+|unique\s+|materialized\s+)*(?:${objects})\b`, 'i'),
  ],
  ['DROP', new RegExp(String.raw`^drop\s+(?:materialized\s+)?(?:${objects}|column)\b`, 'i')],
  ['ALTER', /^alter\s+(?:table|database|schema|user|role|view|index|sequence|type|session|system)\b/i],
  ['TRUNCATE', /^truncate\s+(?:table\b|[\w"`\u0001.]+\s*(?:;|$|cascade|restart))/i],
  ['GRANT', /^grant\s[^;]*?\bto\b/i],
  ['REVOKE', /^revoke\s[^;]*?\bfrom\b/i],
  ['EXEC', /^exec(?:ute)?\s+(?:\[?\w+\]?\.|[us]s?p_|@|\w+\s+N?')/i],
  ['CALL', /^call\s+[\w.\u0001]+\s*\(/i],
  ['LOCK', /^lock\s+tables?\b/i],
  ['COPY', /^copy\s+[^\s(]+\s*(?:\([^)]*\)\s*)?(?:from|to)\b/i],
  ['SET', /^set\s+(?:(?:local|session|global|role|names|search_path)\b|@|\w+\.\w+\s*(?:=|to\b))/i],
  ['USE', /^use\s+\S+$/i],
  ['SHOW', /^show\s+(?:full\s+)?(?:tables|columns|databases|create)\b/i],
  ['LISTEN', /^listen\s+\S+$/i],
  ['NOTIFY', /^notify\s+\S+\s*,/i],
  ['REFRESH', /^refresh\s+materialized\b/i],
  ['ATTACH', /^attach\s+database\b/i],
  ['BEGIN', /^begin\s*;/i],
  ['PRAGMA', /^pragma\s+[\w.\u0001]+\s*[(=]/i],
  ['EXPLAIN', /^explain\s+(?:analyze\s+)?(?:select|insert|update|delete|with)\b/i],
])
