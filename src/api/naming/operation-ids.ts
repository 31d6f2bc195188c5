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

/** The operation ids of an API, and what is wrong with them. */
export interface OperationIds extends CasingHabit {
  /** All operations of paths, webhooks and callbacks, in the order of the walk. */
  readonly operations: readonly OpenApiNode[]
  /** Operations whose id is not in the expected casing. */
  readonly strays: readonly OpenApiNode[]
  /** Ids that are not unique, with their operations. */
  readonly repeated: readonly { readonly id: string; readonly operations: readonly [OpenApiNode, ...OpenApiNode[]] }[]
  /** Operations that several paths share through a referenced path item or a YAML alias, so that their id is not unique either. */
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

/** The parts of an id, each with a casing of its own: `users.list`, `actions/list-artifacts`. Numbers added by generators are dropped. */
function partsOf(id: string): string[] {
  return id.replace(/_\d+$/, '').split(/[./:]/).filter((part) => part !== '')
}

/** An id in another casing: its parts are converted separately, and a number added by a generator is kept. */
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
