import { Module } from 'node:module'
import { setFlagsFromString } from 'node:v8'

import { cacheCode, workOf } from './code-cache.ts'

/**
 * Flags of V8 by major version of Node: only where they were tried, because V8 complains on stderr about a flag that it does not know. A check
 * takes about a second, and V8 spends a fifth of its CPU time on optimising functions that hardly run afterwards: these make it wait longer. And
 * up to Node 24, a pattern becomes machine code when it is first used, not bytecode first and machine code the next time: nearly all are used
 * again. (With --no-regexp-tier-up, V8 crashes on a pattern that ran exactly once before the flag was set, as some of Node's have.)
 * @internal
 */
export const flags: Readonly<Record<string, readonly string[]>> = {
  20: ['--regexp-tier-up-ticks=0', '--interrupt-budget=300000'],
  22: ['--regexp-tier-up-ticks=0', '--invocation-count-for-turbofan=20000'],
  24: ['--regexp-tier-up-ticks=0', '--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=40000'],
  26: ['--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=40000'],
}

/** The same for runs that are expected to be short: the collector runs less often. Long ones would take a few percent longer. */
const flagsOfShort: typeof flags = { 20: ['--semi-space-growth-factor=8', '--no-incremental-marking'] }

/** And for those that end before other threads can help the collector: waking them takes 4 to 6 % of such a run. A large contract needs their help. */
const flagsOfShortest: typeof flags = { 20: ['--no-parallel-scavenge'] }

/**
 * Makes the process faster at what a check does. Has to happen before the code for it is loaded.
 * @param args the command line, by which compiled code is chosen
 */
export function prepare(args: readonly string[]): void {
  // The parser's threads compete with this one for cores: more of them than there are other cores would only slow it down. Few files need
  // no thought, and asking for the cores loads a module.
  const work = workOf(args)
  if (work === 'code') process.env['UV_THREADPOOL_SIZE'] ??= String(Math.max(1, Math.min(4, process.getBuiltinModule('node:os').availableParallelism() - 1)))
  if (process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined) {
    cacheCode(import.meta.dirname, args)
    // From Node 22 on, Node caches the compiled code of what is loaded in its own way, such as TypeScript.
    if ('enableCompileCache' in Module && typeof Module.enableCompileCache === 'function') Reflect.apply(Module.enableCompileCache, Module, [])
  }
  const major = Number.parseInt(process.versions.node, 10)
  const sets = [flags, ...(work === 'code' ? [] : [flagsOfShort]), ...(work === 'staged' || work === 'documents' ? [flagsOfShortest] : [])]
  for (const flag of sets.flatMap((set) => set[major] ?? [])) setFlagsFromString(flag)
}
