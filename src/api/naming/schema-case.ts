import { defineAnalysis } from '../../core/analysis.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import { fits } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { CasingHabit } from './casing-habit.ts'

export interface SchemaCase extends CasingHabit {
  /** Schemas off the casing. */
  readonly strays: readonly Cursor[]
}

/** How the API names its schemas. */
export const schemaCase = defineAnalysis('schema case', (contract: Contract, { settings }): SchemaCase => {
  const schemas = [...schemasOf(contract).fields()].filter(({ name = '' }) => isOwnName(name))
  const habit = casingHabit(schemas.map(({ name = '' }) => bare(name)), settings.conventions.schemaCase)
  const { casing } = habit
  return { ...habit, strays: casing === undefined ? [] : schemas.filter(({ name = '' }) => !fits(bare(name), casing)) }
})

/** Where a contract keeps its named schemas. */
export function schemasOf({ version, root }: Contract): Cursor {
  return version === '2.0' ? root.child('definitions') : root.child('components').child('schemas')
}

/** Types of values, which model languages write in lower case among the names of others. */
const primitives: ReadonlySet<string> = new Set('string integer long short byte double float decimal number boolean blob binary date time timestamp datetime list map set any uuid'.split(' '))

/**
 * Plain names, behind a namespace at most (`billing.Invoice`). No generics as generators spell them (`Page_Order_`,
 * `Page[Order]`), no names made up for nameless schemas, no acronyms, no brands (`iOSApp`), no forms as FastAPI names
 * them (`Body_login-token`).
 */
function isOwnName(name: string): boolean {
  const isMade = name.includes('__') || /^(?:[A-Z0-9]+s?|inline_response_\w+|body\d*|Body_.*|i(?:OS|Pad|Phone)\w*)$/.test(name)
  return !isMade && /^(?:\w+\.)*[A-Za-z](?:[\w-]*[A-Za-z0-9])?$/.test(name) && !primitives.has(name)
}

/**
 * The name without its namespace, and without what tells namesakes apart: `Error_400`, `KeysV1_0_x`, `Item-Input` beside `Item-Output`,
 * `Entity-recursive`, which tools make of a schema that holds itself.
 */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replace(/(?:[_-]x|[_-]?\d|-(?:In|Out)put|-recursive){1,40}$/, '')
}
