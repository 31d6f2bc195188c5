import { isMapping } from '../../../config/mistakes.ts'
import { suggestion } from '../../../core/nearest.ts'
import type { RuleValue } from '../../../core/rule.ts'

type Check = RuleValue['check']
type Report = Parameters<Check>[0]['report']

/**
 * Wraps the `check` of a custom rule: mistakes that would otherwise go unnoticed become errors, and errors name the place in the rule's
 * file. TypeScript's compiler finds most of them, but nothing does in JavaScript, where a rule that never reports would look like a clean
 * project.
 */
export function guardedCheck(rule: RuleValue, subject: { readonly name: string; hasNode(kind: string): boolean }): Check {
  return (context) => {
    const visitors: unknown = placed(() => rule.check({ ...context, report: guardedReport(rule, context.report) }))
    refuseAsync(visitors, "its 'check'")
    if (!isMapping(visitors)) throw new Error("its 'check' must return visitors, an object with a function for each kind of node: `({ Operation(operation) { ... } })`")
    return Object.fromEntries(
      Object.entries(visitors).map(([kind, visit]) => {
        if (!subject.hasNode(kind)) throw new Error(`it visits '${kind}', but the subject ${subject.name} has no such node`)
        if (typeof visit !== 'function') throw new Error(`its visitor '${kind}' is not a function`)
        return [kind, (node: never): void => { refuseAsync(placed((): unknown => Reflect.apply(visit, undefined, [node])), `its visitor '${kind}'`) }]
      }),
    )
  }
}

function guardedReport({ messages, fixes, suggestions }: RuleValue, report: Report): Report {
  const check: Report = (place, id, data: { readonly [name: string]: string | number } | undefined, more) => {
    const text = messages[id]
    if (text === undefined) throw new Error(`it reports '${id}', but has no such message${suggestion(id, Object.keys(messages))}`)
    const gap = [...text.matchAll(/\{\{(\w+)\}\}/g)].find(([, name = '']) => data?.[name] === undefined)
    if (gap !== undefined) throw new Error(`it reports '${id}' without a value for ${gap[0]}`)
    const offered = more !== undefined && 'fixes' in more ? (more.fixes ?? []) : []
    const unknown = offered.find((fix) => !Object.hasOwn(fixes, fix.id) && !Object.hasOwn(suggestions, fix.id))
    if (unknown !== undefined) throw new Error(`it offers '${unknown.id}', but has no such fix or suggestion${suggestion(unknown.id, Object.keys({ ...fixes, ...suggestions }))}`)
    report(place, id, data ?? {}, more)
  }
  const guarded: Report = (...parts) => {
    try {
      check(...parts)
    } catch (error) {
      // The mistake is where the rule calls this.
      if (error instanceof Error) Error.captureStackTrace(error, guarded)
      throw error
    }
  }
  return guarded
}

/** Findings are collected when the traversal is over, so what an asynchronous function reports would be lost. */
function refuseAsync(returned: unknown, what: string): void {
  if (!(returned instanceof Promise)) return
  // Its rejection would otherwise end the process.
  returned.catch(() => undefined)
  throw new Error(`${what} is asynchronous, which is not supported: remove \`async\``)
}

/** Runs a function. An error that it throws gets the place added to its message. */
function placed<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const frame = (error.stack ?? '').split('\n').find((line) => /^\s*at\s/.test(line) && /:\d+:\d+\)?$/.test(line)) ?? ''
    const place = frame.slice(Math.max(frame.lastIndexOf(' '), frame.lastIndexOf('(')) + 1).replace(/^file:\/\/|\)$/g, '')
    throw new Error(place === '' ? error.message : `${error.message}, at ${place}`)
  }
}
