import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { dump, load } from 'js-yaml'

import { asList, asObject, asString, isObject } from '../src/core/json.ts'
import { parsePointer } from '../src/core/location.ts'
import type { SampledFinding } from './precision-sample.ts'

const longest = 40
const shortest = 10
const documents = new Map<string, unknown>()

/** What a reader needs to judge a finding: the code around it, or the part of the contract that it is about. */
export function contextOf({ input, finding }: SampledFinding): string {
  const file = join(input.root, finding.file)
  try {
    return finding.pointer === undefined
      ? sourceAround(file, finding.line, finding.endLine)
      : contractAround(file, finding.pointer)
  } catch (error) {
    return `(no context: ${error instanceof Error ? error.message : String(error)})`
  }
}

function sourceAround(file: string, line: number, endLine: number): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  const first = Math.max(1, line - 10)
  return lines
    .slice(first - 1, Math.min(endLine, line + 15) + 8)
    .map((text, index) => {
      const number = first + index
      const mark = number >= line && number <= endLine ? '>' : ' '
      return `${mark}${String(number).padStart(5)} | ${text.slice(0, 160)}`
    })
    .join('\n')
}

function contractAround(file: string, pointer: string): string {
  const document = documentOf(file)
  const parts = parsePointer(pointer) ?? []
  const [top, path, method] = parts
  const about = [apiLine(document)]
  if (top === 'paths' && path !== undefined) {
    about.push(...nearPaths(document, path))
    const item = at(document, ['paths', path])
    about.push(
      ...(method !== undefined && isObject(at(item, [method]))
        ? operationLines(document, item, method)
        : methodLines(document, item)),
    )
  }
  // Paths and operations have been summarised already.
  const lines = top === 'paths' && parts.length <= 3 ? shortest : longest
  about.push(`at ${pointer === '' ? 'the root' : pointer}:`, excerpt(at(document, parts), lines))
  return about.join('\n')
}

function documentOf(file: string): unknown {
  if (!documents.has(file)) {
    const text = readFileSync(file, 'utf8')
    documents.set(file, file.endsWith('.json') ? JSON.parse(text) : load(text, { json: true }))
  }
  return documents.get(file)
}

function apiLine(document: unknown): string {
  const info = asObject(at(document, ['info']))
  const servers = asList(at(document, ['servers'])).map((server) => asString(at(server, ['url'])) ?? '?')
  const base = asString(at(document, ['basePath']))
  const place = base === undefined ? servers.join(', ') : `basePath ${base}`
  return `API: ${asString(info?.['title']) ?? '?'} ${asString(info?.['version']) ?? ''}; ${place}`
}

/** The paths with the longest common beginning: they show whether a path is a collection. */
function nearPaths(document: unknown, path: string): string[] {
  const paths = Object.keys(asObject(at(document, ['paths'])) ?? {})
  const near = paths
    .map((other) => ({ other, shared: sharedSegments(path, other) }))
    .filter(({ other, shared }) => shared > 0 && other !== path)
    .sort((left, right) => right.shared - left.shared)
  const shown = near.slice(0, 12).map(({ other }) => `  ${other} [${methodsOf(at(document, ['paths', other])).join(' ')}]`)
  return [`paths near ${path} (${shown.length} of ${paths.length}):`, ...shown]
}

function sharedSegments(path: string, other: string): number {
  const [left, right] = [path.split('/').slice(1), other.split('/').slice(1)]
  const first = left.findIndex((segment, index) => segment !== right[index])
  return first < 0 ? left.length : first
}

function methodsOf(item: unknown): string[] {
  return Object.keys(asObject(item) ?? {}).filter((name) => /^(?:get|put|post|delete|options|head|patch|trace|query)$/.test(name))
}

function methodLines(document: unknown, item: unknown): string[] {
  return methodsOf(item).flatMap((method) => operationLines(document, item, method))
}

function operationLines(document: unknown, item: unknown, method: string): string[] {
  const operation = asObject(at(item, [method])) ?? {}
  const parameters = [...asList(at(item, ['parameters'])), ...asList(operation['parameters'])].map((parameter) =>
    resolve(document, parameter),
  )
  const described = parameters.map((parameter) => {
    const { name, in: place, required, schema, type } = asObject(parameter) ?? {}
    const need = required === true ? ', required' : ''
    return `${String(name)} (${String(place)}${need}: ${JSON.stringify(prune(schema ?? type ?? '?', 2))})`
  })
  const body = asObject(resolve(document, operation['requestBody']))
  const security = operation['security'] ?? at(document, ['security'])
  const summary = firstLine(operation['summary'] ?? operation['description'])
  return [
    `${method.toUpperCase()} ${asString(operation['operationId']) ?? ''}: ${summary}`,
    `  parameters: ${described.join(', ') || 'none'}`,
    ...(body === undefined ? [] : [`  body: ${JSON.stringify(prune(body['content'], 4)).slice(0, 400)}`]),
    `  security: ${security === undefined ? 'not said' : JSON.stringify(security).slice(0, 200)}`,
    ...Object.entries(asObject(operation['responses']) ?? {}).map(
      ([status, response]) => `  ${status}: ${responseLine(document, response)}`,
    ),
  ]
}

function responseLine(document: unknown, response: unknown): string {
  const { description, content, schema, headers } = asObject(resolve(document, response)) ?? {}
  const body = content ?? schema
  const header = headers === undefined ? '' : ` headers ${Object.keys(asObject(headers) ?? {}).join(' ')}`
  const shown = body === undefined ? '(no body)' : JSON.stringify(prune(body, 5)).slice(0, 300)
  return `${firstLine(description).slice(0, 80)}${header} ${shown}`
}

/** Follows references within the document. */
function resolve(document: unknown, value: unknown): unknown {
  let current = value
  for (let step = 0; step < 10; step++) {
    const reference = asString(asObject(current)?.['$ref'])
    const parts = reference?.startsWith('#') === true ? parsePointer(decodeURIComponent(reference.slice(1))) : undefined
    if (parts === undefined) return current
    current = at(document, parts)
  }
  return current
}

function at(value: unknown, parts: readonly (string | number)[]): unknown {
  return parts.reduce<unknown>((current, part) => {
    if (Array.isArray(current)) return current[Number(part)]
    return isObject(current) && Object.hasOwn(current, part) ? current[part] : undefined
  }, value)
}

function excerpt(value: unknown, most: number): string {
  if (value === undefined) return '  (nothing stands there)'
  const lines = dump(prune(value, 6), { lineWidth: 150 }).trimEnd().split('\n')
  const shown = lines.slice(0, most).map((line) => `  ${line}`)
  return [...shown, ...(lines.length > most ? [`  ... ${lines.length - most} lines more`] : [])].join('\n')
}

/** The value down to a depth, with long lists and texts cut. */
function prune(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 200)}...` : value
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return Array.isArray(value) ? '[...]' : '{...}'
  if (Array.isArray(value))
    return [
      ...value.slice(0, 12).map((item) => prune(item, depth - 1)),
      ...(value.length > 12 ? [`... ${value.length - 12} more`] : []),
    ]
  const entries = Object.entries(value)
  const kept = entries.slice(0, 40).map(([key, item]) => [key, prune(item, depth - 1)] as const)
  return Object.fromEntries(entries.length > 40 ? [...kept, ['...', `${entries.length - 40} more`] as const] : kept)
}

function firstLine(value: unknown): string {
  return (asString(value) ?? '').trim().split('\n')[0] ?? ''
}
