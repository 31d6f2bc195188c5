import type { ChalkInstance } from 'chalk'

import { printable } from '../../core/printable.ts'
import { noteOf } from '../../reporters/json.ts'
import { jsonText } from '../../reporters/json-text.ts'
import { relativePath } from '../../reporters/reporter.ts'
import type { Inventory, InventoryRoute, Place } from '../node/inventory.ts'

/** Version 1 of a stable format: fields may be added, but not changed or removed. Files are relative to the working directory. */
export function routesJson({ routes, unresolved, unreadable, coverage, sources }: Inventory, cwd: string): string {
  const located = <One extends Place>(one: One): One => ({ ...one, file: relativePath(cwd, one.file) })
  return jsonText({
    version: 1,
    routes: routes.map(located),
    unresolved: unresolved.map(located),
    unreadable: unreadable.map((file) => relativePath(cwd, file)),
    coverage: coverage.map((note) => noteOf(note, cwd)),
    summary: { ...countsOf({ routes, unresolved, unreadable }), sources },
  })
}

/** How many routes could be read, and how many could not. */
function countsOf({ routes, unresolved, unreadable }: Pick<Inventory, 'routes' | 'unresolved' | 'unreadable'>): {
  readonly routes: number
  readonly unknownPrefix: number
  readonly unresolved: number
  readonly unreadable: number
} {
  return {
    routes: routes.length,
    unknownPrefix: routes.filter(({ prefixKnown }) => !prefixKnown).length,
    unresolved: unresolved.length,
    unreadable: unreadable.length,
  }
}

// Longer cells are truncated, and longer lists continue on the next line.
const widest = 48

/** The routes as a table, followed by notes about what could not be read. */
export function routesTable(found: Inventory, cwd: string, chalk: ChalkInstance): string {
  const rows = found.routes.flatMap((route) => rowsOf(route, cwd))
  const titles = ['METHOD', 'PATH', 'HANDLER', 'MIDDLEWARE', 'STATUSES', 'WHERE']
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()
  const table = rows.length === 0 ? [] : [chalk.bold(line(titles)), ...rows.map(line), '']
  return `${[...table, ...notesOn(found, cwd)].join('\n')}\n`
}

/** A route as rows: middleware that does not fit on the first line continues below it. */
function rowsOf({ method, path, prefixKnown, handler = '', middleware, statuses, moreStatuses, ...place }: InventoryRoute, cwd: string): string[][] {
  const [first = '', ...more] = linesOf(middleware.map((name) => printable(name)))
  const shown = [method, prefixKnown ? path : `…${path}`, handler].map((cell) => cut(printable(cell)))
  return [[...shown, first, [...statuses, ...(moreStatuses ? ['…'] : [])].join(' '), printable(placeText(place, cwd))], ...more.map((line) => ['', '', '', line])]
}

/** Breaks a list into lines of a cell's width. */
function linesOf(names: readonly string[]): string[] {
  return names.reduce<string[]>((lines, name, index) => {
    const item = cut(index === names.length - 1 ? name : `${name},`)
    const last = lines.at(-1)
    return last === undefined || last.length + 1 + item.length > widest ? [...lines, item] : [...lines.slice(0, -1), `${last} ${item}`]
  }, [])
}

function cut(text: string): string {
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}

function placeText({ file, line }: Place, cwd: string): string {
  return `${relativePath(cwd, file)}:${line}`
}

function notesOn(found: Inventory, cwd: string): string[] {
  const { routes, unknownPrefix, unreadable } = countsOf(found)
  const notes = [`${routes} ${routes === 1 ? 'route' : 'routes'}.`]
  if (unknownPrefix > 0) notes.push(`${unknownPrefix} of them ${unknownPrefix === 1 ? 'starts' : 'start'} with a prefix that is only known at run time (…).`)
  const unread = found.unresolved.filter((one) => one.unread === true)
  const dynamic = found.unresolved.filter((one) => one.unread !== true)
  if (dynamic.length > 0) notes.push(`${dynamic.length} more with a path that is only known at run time:`, ...dynamic.map((one) => `  ${printable(placeText(one, cwd))}`))
  if (unread.length > 0) notes.push('Not listed, because these libraries are not supported:', ...unread.map((one) => `  ${printable(placeText(one, cwd))} (${one.framework})`))
  if (unreadable > 0) notes.push(`These files may register more routes, in ways that cannot be traced:`, ...found.unreadable.map((file) => `  ${printable(relativePath(cwd, file))}`))
  return notes
}
