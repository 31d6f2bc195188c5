import { anyOf } from '../../core/any-of.ts'
import type { SourceFile } from '../syntax/file.ts'
import { sqlWords } from '../models/sql-names.ts'

/** Calls that send or pass on SQL, for files that contain no SQL themselves. */
const sendingWords = '.query(|.execute(|.raw(|.unsafe(|db.all(|db.get(|db.run(|db.each(|db.exec(|db.prepare(|literal(`|equelize.literal('.split('|')
const sqlSigns = anyOf([...sqlWords, ...sendingWords])

/** UI components update, drop and select things too, so in these files only complete statements count. */
const statement =
  /\b(?:select\s[^;]{0,400}?\sfrom\s|insert\s{1,20}into\s|delete\s{1,20}from\s|update\s[^;]{0,200}?\sset\s|(?:create|alter|drop|truncate)\s{1,20}(?:table|index|view|schema|database)\s)|\bWHERE\s|`[^`]{0,20}\bCALL\s/i
const sending = anyOf(sendingWords)

/** True if a file's text may contain SQL or a call that sends some. All other files need no analysis. */
export function mayHoldSql({ text, language }: Pick<SourceFile, 'text' | 'language'>): boolean {
  if (language === 'dts' || !sqlSigns.test(text)) return false
  return (language !== 'tsx' && language !== 'jsx') || statement.test(text) || sending.test(text)
}
