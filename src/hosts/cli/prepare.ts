import module from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

import { cacheCode, workOf } from './code-cache.ts'

/**
 * Flags of V8 by major version of Node: only where they were tried, because V8 complains on stderr about a flag that it does not know. A check
 * takes about a second, and V8 spends a fifth of its CPU time on optimising functions that hardly run afterwards: these make it wait longer. And
 * up to Node 24, a pattern becomes machine code when it is first used, not bytecode first and machine code the next time: nearly all are used again.
 */
const flags: Readonly<Record<string, readonly string[]>> = {
  20: ['--no-regexp-tier-up', '--interrupt-budget=300000'],
  22: ['--no-regexp-tier-up', '--invocation-count-for-turbofan=20000'],
  24: ['--no-regexp-tier-up', '--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=40000'],
  26: ['--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=40000'],
}

/** The same for runs that are expected to be short: the collector runs less often. Long ones would take a few percent longer. */
const flagsOfShort: typeof flags = { 20: ['--semi-space-growth-factor=8', '--no-incremental-marking'] }

/**
 * Makes the process faster at what a check does. Has to happen before the code for it is loaded.
 * @param args the command line, by which compiled code is chosen
 */
export function prepare(args: readonly string[]): void {
  if (process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined) {
    cacheCode(dirname(fileURLToPath(import.meta.url)), args)
    // From Node 22 on, Node caches the compiled code of what is loaded in its own way, such as TypeScript.
    if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') Reflect.apply(module.enableCompileCache, module, [])
  }
  const major = Number.parseInt(process.versions.node, 10)
  for (const flag of [...(flags[major] ?? []), ...(workOf(args) === 'code' ? [] : (flagsOfShort[major] ?? []))]) setFlagsFromString(flag)
}
