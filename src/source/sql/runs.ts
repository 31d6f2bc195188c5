import type { TSESTree } from '@typescript-eslint/utils'
import type { Path } from '../names/bindings.ts'
import { returnedBy, yieldedBy } from '../names/classes.ts'
import { argumentOf } from './arguments.ts'
import { safe, unknown, worse } from './text.ts'
import type { Origin } from './text.ts'
import type { Frame, Target, Tracker } from './tracker.ts'

/** The origin of a project function's result, with the arguments of this call. */
export function originOfRun(tracker: Tracker, node: TSESTree.CallExpression, run: Target, path: Path, frame: Frame | undefined): Origin {
  const entered = tracker.enter(run.function, argumentOf(tracker, node, frame), frame)
  const { generator } = run.function
  const returned = generator ? yieldedBy(run.function) : returnedBy(run.function)
  if (entered === undefined || returned.length > 10) return unknown
  return returned.reduce<Origin>(
    (all, value) => worse(all, run.tracker.origin(value, generator ? path.slice(1) : path, entered)),
    returned.length === 0 ? unknown : safe,
  )
}
