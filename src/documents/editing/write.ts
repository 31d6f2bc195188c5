import type { Json } from '../../core/fix.ts'
import { parseYaml } from '../yaml.ts'

/** The style of new text, taken from its neighbours. */
export interface Style {
  readonly format: 'yaml' | 'json'
  /** The quote to use; `plain` to use quotes only if needed. JSON always takes double quotes. */
  readonly quote: 'single' | 'double' | 'plain'
  /** True inside brackets, where fewer texts are plain. */
  readonly flow: boolean
}

/** A key or a scalar on one line. */
export function writeScalar(value: Json, { format, quote, flow }: Style): string {
  if (format === 'json' || typeof value !== 'string') return JSON.stringify(value)
  if (quote === 'plain' && isPlain(value, flow)) return value
  return quote !== 'double' && canBeSingleQuoted(value) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value)
}

/**
 * A value on one line, collections in brackets.
 * @param spaces whether to put spaces after colons and commas and inside braces
 */
export function writeInline(value: Json, style: Style, spaces = true): string {
  const inside: Style = { ...style, flow: true }
  const [comma, pad] = spaces ? [', ', ' '] : [',', '']
  if (Array.isArray(value)) return `[${value.map((item: Json) => writeInline(item, inside, spaces)).join(comma)}]`
  if (typeof value !== 'object' || value === null) return writeScalar(value, style)
  const fields = Object.entries(value).map(([key, item]) => `${writeScalar(key, inside)}:${pad}${writeInline(item, inside, spaces)}`)
  return fields.length === 0 ? '{}' : `{${pad}${fields.join(comma)}${pad}}`
}

/** The lines of a field in a block mapping, without line breaks; the field itself is not indented. */
export function writeField(key: string, value: Json, style: Style): string[] {
  const name = writeScalar(key, style)
  const [first, ...rest] = writeBlock(value, style)
  const isNested = typeof value === 'object' && value !== null && Object.keys(value).length > 0
  return isNested ? [`${name}:`, ...[first ?? '', ...rest].map((line) => `  ${line}`)] : [`${name}: ${first ?? ''}`]
}

function writeBlock(value: Json, style: Style): string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [writeInline(value, style)]
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, item]) => writeField(key, item, style))
  return value.flatMap((item: Json) => writeBlock(item, style).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`))
}

/** True if a text needs no quotes. It is parsed to find out, since YAML's rules for plain scalars are too many to repeat. */
function isPlain(value: string, flow: boolean): boolean {
  if (!/^[\w./$][^\r\n\t]*$/.test(value) || /[:#]\s|\s[#:]|:$|\s$/.test(value) || (flow && /[,[\]{}]/.test(value))) return false
  const document = parseYaml('', flow ? `[${value}]` : value)
  return document.problems.length === 0 && (flow ? Array.isArray(document.value) && document.value[0] === value : document.value === value)
}

function canBeSingleQuoted(value: string): boolean {
  return !/[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/.test(value)
}
