import { isMapping } from '../../../config/mistakes.ts'
import { suggestion } from '../../../core/nearest.ts'
import type { RuleValue } from '../../../core/rule.ts'

type Check = RuleValue['check']
type Report = Parameters<Check>[0]['report']

/**
 * The check of a rule of the user's own, which notices what would otherwise have no effect, and says where in the rule's file something failed. In
 * TypeScript the compiler has seen most of it; in JavaScript nobody has, and a rule that never speaks looks like health.
 */
export function careful(rule: RuleValue, subject: { readonly name: string; hasNode(kind: string): boolean }): Check {
  return (context) => {
    const visitors: unknown = placed(() => rule.check({ ...context, report: carefulReport(rule, context.report) }))
    refuseToWait(visitors, "its 'check'")
    if (!isMapping(visitors)) throw new Error("its 'check' returns no visitors, which are functions by the nodes they take: `({ Operation(operation) { ... } })`")
    return Object.fromEntries(
      Object.entries(visitors).map(([kind, visit]) => {
        if (!subject.hasNode(kind)) throw new Error(`it visits '${kind}', which is no node of the subject ${subject.name}`)
        if (typeof visit !== 'function') throw new Error(`its visitor '${kind}' is no function`)
        return [kind, (node: never): void => { refuseToWait(placed((): unknown => Reflect.apply(visit, undefined, [node])), `its visitor '${kind}'`) }]
      }),
    )
  }
}

function carefulReport({ messages, fixes, suggestions }: RuleValue, report: Report): Report {
  return (place, id, data: { readonly [name: string]: string | number } | undefined, more) => {
    const text = messages[id]
    if (text === undefined) throw new Error(`it reports '${id}', and there is no such message${suggestion(id, Object.keys(messages))}`)
    const gap = [...text.matchAll(/\{\{(\w+)\}\}/g)].find(([, name = '']) => data?.[name] === undefined)
    if (gap !== undefined) throw new Error(`it reports '${id}' without what stands for ${gap[0]} there`)
    const offered = more !== undefined && 'fixes' in more ? (more.fixes ?? []) : []
    const unknown = offered.find((fix) => !Object.hasOwn(fixes, fix.id) && !Object.hasOwn(suggestions, fix.id))
    if (unknown !== undefined) throw new Error(`it offers '${unknown.id}', and there is no such fix or suggestion${suggestion(unknown.id, Object.keys({ ...fixes, ...suggestions }))}`)
    report(place, id, data ?? {}, more)
  }
}

/** What comes later comes too late: findings are collected when the walk is over. */
function refuseToWait(returned: unknown, what: string): void {
  if (!(returned instanceof Promise)) return
  // What it throws is of no interest any more, and would end the process.
  returned.catch(() => undefined)
  throw new Error(`${what} is asynchronous, and nobody waits for it: do without \`async\``)
}

/** What a function gives; where it throws, with the place. */
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
