import type { ParsedDocument } from './document.ts'
import { parseJson } from './json.ts'
import { parseYaml } from './yaml.ts'

/**
 * Parses a YAML or JSON text. The format is decided by the file's extension or, if that is another, by the first character. Never throws
 * for what the text contains: see `problems`.
 * @param file absolute path, forward slashes
 * @param text without byte order mark
 */
export function parseDocument(file: string, text: string): ParsedDocument {
  return isJson(file, text) ? parseJson(file, text) : parseYaml(file, text)
}

function isJson(file: string, text: string): boolean {
  const name = file.toLowerCase()
  if (name.endsWith('.json')) return true
  if (name.endsWith('.yaml') || name.endsWith('.yml')) return false
  return /^\s*[{[]/.test(text.slice(0, 1000))
}
