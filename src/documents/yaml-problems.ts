import { maxDepth } from './document.ts'
import type { DocumentProblem } from './document.ts'
import { yamlParser } from './yaml-library.ts'

/** The message for a continuation line that is not indented enough, which can be repaired: see `parseYaml`. */
export const tooLittleIndented = 'this line is indented less than what it continues: indent it further'

const strayText = 'this does not belong to anything before it: correct the indentation, or put the text in quotes'
const neverClosed = (what: string): string => `the text ends here, but ${what} opened before is never closed`

/** js-yaml's error messages, in plain words and with what to do. Those that are missing here are passed on as they are. */
const messages: ReadonlyMap<string, string> = new Map([
  ['deficient indentation', tooLittleIndented],
  [`nesting exceeded maxDepth (${maxDepth})`, `nested more than ${maxDepth} levels deep`],
  ['duplicated mapping key', 'this key occurs twice in one mapping, and the last one wins: remove one'],
  ['bad indentation of a mapping entry', strayText],
  ['bad indentation of a sequence entry', strayText],
  ['end of the stream or a document separator is expected', strayText],
  ['can not read a block mapping entry; a multiline key may not be an implicit key', 'the line before is not `key: value`: add what is missing, or indent it as part of the text before it'],
  ['missed comma between flow collection entries', 'a comma or the closing bracket is expected here: text that begins with a special character, or contains a colon followed by a space, needs quotes'],
  ["expected the node content, but found ','", 'a value is expected before this comma'],
  ['unexpected end of the stream within a flow collection', neverClosed('a bracket')],
  ['unexpected end of the stream within a double quoted scalar', neverClosed('a double quote')],
  ['unexpected end of the stream within a single quoted scalar', neverClosed('a single quote')],
  ['tab characters must not be used in indentation', 'tabs cannot indent in YAML: use spaces'],
  ['unknown escape sequence', 'unknown escape in double quotes: write \\\\ for a backslash, or use single quotes'],
  ['the stream contains non-printable characters', 'YAML does not allow this control character: remove it'],
  ['object-based map does not support complex keys', 'a key must be a string, but one is a mapping or a list: put it in quotes'],
  ['cannot merge mappings; the provided source object is unacceptable', 'what `<<` merges has to be a mapping, or a list of mappings'],
  ['unacceptable YAML version of the document', 'only YAML 1 can be read: remove the %YAML line'],
])

/** The same for messages that contain a name. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/^unidentified alias "(.*)"$/, "there is no anchor '&$1' before this alias"],
  [/^unknown \w+ tag !<(.*)>$/, "the tag '$1' is not supported: remove it"],
]

/** The problem for an exception of js-yaml; any other exception is thrown again. */
export function problemOf(error: unknown): DocumentProblem {
  if (!(error instanceof yamlParser().YAMLException)) throw error
  const { reason, mark } = error
  const message = messages.get(reason) ?? patterns.reduce((said, [pattern, words]) => said.replace(pattern, words), reason)
  return { message, offset: mark?.position ?? 0 }
}
