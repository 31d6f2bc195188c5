import { defineAnalysis } from '../../core/analysis.ts'
import { groupBy } from '../../core/group.ts'
import type { Casing } from '../../core/settings.ts'
import type { OpenApiNode } from '../../openapi/node.ts'
import { walked } from '../../openapi/walked.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation } from '../contract-operation.ts'
import { fits, shownCasing, toCasing } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { CasingHabit } from './casing-habit.ts'

export interface OperationIds extends CasingHabit {
  /** Operations of paths, webhooks and callbacks, each with its id, in the order of the walk. */
  readonly operations: readonly OpenApiNode[]
  /** Operations whose id is off the casing. */
  readonly strays: readonly OpenApiNode[]
  /** Ids that several operations have, with those operations. */
  readonly repeated: readonly { readonly id: string; readonly operations: readonly [OpenApiNode, ...OpenApiNode[]] }[]
  /** Operations that several paths share, by a reference to their path item or an alias: one id for each of the paths. */
  readonly shared: readonly { readonly id: string; readonly operations: readonly [ContractOperation, ...ContractOperation[]] }[]
}

/** How the API names its operations. */
export const operationIds = defineAnalysis('operation ids', (api: ContractApi, { settings }): OperationIds => {
  const operations = walked(api.contract).of('Operation')
  const named = operations.filter(({ value }) => typeof value['operationId'] === 'string' && value['operationId'] !== '')
  const ids = groupBy(named, idOf)
  const habit = casingHabit(ids.keys(), settings.conventions.operationIdCase, casingOfId)
  const { casing } = habit
  return {
    ...habit,
    operations,
    strays: casing === undefined ? [] : named.filter((operation) => !fitsId(idOf(operation), casing)),
    repeated: [...ids].flatMap(([id, [first, ...others]]) => {
      return first === undefined || others.length === 0 ? [] : [{ id, operations: [first, ...others] as const }]
    }),
    shared: [...groupBy(api.operations, ({ cursor }) => cursor.value).values()].flatMap(([first, ...others]) => {
      const id = first?.operationId
      return first === undefined || id === undefined || others.length === 0 ? [] : [{ id, operations: [first, ...others] as const }]
    }),
  }
})

function idOf({ value }: OpenApiNode): string {
  return String(value['operationId'])
}

/** Parts of an id that stand for themselves: `users.list`, `actions/list-artifacts`; numbers that a generator adds are left out. */
function partsOf(id: string): string[] {
  return id.replace(/_\d+$/, '').split(/[./:]/).filter((part) => part !== '')
}

/** An id in another case: each of its parts by itself, the number of a generator as it stands. */
export function idIn(casing: Casing, id: string): string {
  return id.replace(/(?:[^./:_]|_(?!\d+$))+/g, (part) => (fits(part, casing) ? part : toCasing(part, casing)))
}

function casingOfId(id: string): Casing | undefined {
  const parts = partsOf(id)
  const [casing, ...others] = new Set(parts.map(shownCasing).filter((shown) => shown !== undefined))
  return casing !== undefined && others.length === 0 && parts.every((part) => fits(part, casing)) ? casing : undefined
}

function fitsId(id: string, casing: Casing): boolean {
  return partsOf(id).every((part) => fits(part, casing))
}
