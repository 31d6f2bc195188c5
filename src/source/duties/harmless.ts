import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { walk } from '../syntax/tree.ts'
import { words } from '../../core/words.ts'

/** Cleanup calls, `closeBrowser`, `removeTempFile`, `killProcess`: if one fails, there is nothing left to do about it. */
const cleanup =
  /^(?:(?:close|remove|delete|unlink|kill|destroy|dispose|release|stop|cleanup|clear|abort|terminate|disconnect|rollback|unsubscribe|unregister)(?:$|[A-Z])|(?:end|rm|rmdir|cancel|quit|shutdown|unlock|free|revokeObjectURL|detach|unref|teardown|logout|signOut|exit|leave|killall|drop|unmount|unwatch|pause)$)/

/** Calls that are made to find something out, where an exception is the answer. */
const probes = words(`
  parse parseInt stringify decode decodeURIComponent decodeURI encodeURIComponent atob btoa eval access stat lstat
  exists realpath readlink mkdir require resolve import verify decodeJwt
  BigInt RegExp Promise URL URLSearchParams Function from fromString structuredClone json text getContext matchMedia canPlayType requestFullscreen exitFullscreen
  lockOrientation play share vibrate writeText readText getItem setItem setPointerCapture releasePointerCapture focus scrollIntoView
  postMessage querySelector matches supports createObjectURL test format toLocaleString toISOString
  isValid validate loadEnvFile safeParse deserialize unserialize parseJSON tryParse prefetch preload pipeline mutate mutateAsync
`)

/** Methods of strings, arrays and paths, which do not throw by themselves. */
const plain = words(`
  split trim slice substring replace replaceAll join map filter find some every includes startsWith endsWith indexOf match toLowerCase toUpperCase
  toString concat assign keys values entries get has at push flat sort reverse dirname basename extname relative normalize cwd
`)

/** Browser globals, which code tries because not every browser supports them, and what only colours text. */
const platform = words(
  'localStorage sessionStorage navigator window document globalThis history location screen caches indexedDB performance self chalk',
)

/** Secondary work, such as telemetry, whose failure must not fail the request. */
export const onTheSide = /^(?:track|capture|telemetry|analytics|metric|ping|beacon|prefetch|preload|warm|report|notify|emit|log)/i

/** True if everything in the node that could throw is a probe, a cleanup or secondary work. */
export function isHarmless(node: TSESTree.Node): boolean {
  let harmless = true
  walk(node, (inner) => {
    if (!harmless || isFunction(inner)) return false
    if (inner.type === 'CallExpression' || inner.type === 'NewExpression') harmless &&= isHarmlessCall(inner)
    return harmless
  })
  return harmless
}

function isHarmlessCall({ callee, parent, arguments: [first] }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  if (parent.type !== 'AwaitExpression' && /^get[A-Z]/.test((memberName(callee) ?? '')))
    return true
  // `setToast(…)`: state of a user interface.
  if (callee.type === 'Identifier') return isHarmlessName(callee.name) || /^set[A-Z]/.test(callee.name)
  if (callee.type !== 'MemberExpression') return callee.type === 'Super'
  const name = (memberName(callee) ?? '').replace(/^\$/, '')
  // `PlatformTools.load('pg-native')`: an optional dependency.
  if (/^(?:load|require|import)/.test(name) && first?.type === 'Literal') return true
  // `close().catch(ignore)`: what is caught is judged by itself.
  if (name === 'catch' || isHarmlessName(name) || (plain.has(name) && parent.type !== 'AwaitExpression')) return true
  for (let at: TSESTree.Node = callee; ;) {
    if (at.type === 'MemberExpression') at = at.object
    else if (at.type === 'CallExpression') at = at.callee
    else return at.type === 'Identifier' && platform.has(at.name)
  }
}

function isHarmlessName(written: string): boolean {
  const name = written.replace(/Sync$/, '')
  return cleanup.test(name) || probes.has(name) || onTheSide.test(name)
}
