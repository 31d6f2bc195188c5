import { defineAnalysis } from '../../core/analysis.ts'
import { asList, field } from '../../core/json.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import { walked } from '../../openapi/walked.ts'
import { fits } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { CasingHabit } from './casing-habit.ts'

/** The casing of an API's schema names, with the schemas that deviate. */
export interface SchemaCase extends CasingHabit {
  /** Schemas whose name deviates. */
  readonly strays: readonly Cursor[]
}

/** The casing of an API's schema names. */
export const schemaCase = defineAnalysis('schema case', (contract: Contract, { settings }): SchemaCase => {
  const all = schemasOf(contract)
  const schemas = [...all.fields()].filter(({ name = '' }) => isOwnName(name))
  const habit = casingHabit(schemas.map(({ name = '' }) => bare(name)), settings.conventions.schemaCase)
  const { casing } = habit
  // Where a discriminator has no mapping, requests and responses contain the names of its alternatives.
  const unmapped = walked(contract).holding('Schema', 'discriminator').filter(({ value }) => field(value['discriminator'], 'mapping') === undefined)
  const values = new Set(unmapped.flatMap(({ value }) => asList(value['oneOf']).map((one) => field(one, '$ref'))))
  const strays = schemas.filter(
    ({ name = '' }) =>
      casing !== undefined && !fits(bare(name), casing) && (casing === 'kebab-case' || !isNested(name, all.object)) && !values.has(`#/components/schemas/${name}`),
  )
  return { ...habit, strays }
})

/** The object with a contract's named schemas. */
export function schemasOf({ version, root }: Contract): Cursor {
  return version === '2.0' ? root.child('definitions') : root.child('components').child('schemas')
}

/** Names of primitive types, which model languages write in lower case. */
const primitives: ReadonlySet<string> = new Set('string integer long short byte double float decimal number boolean blob binary date time timestamp datetime list map set any uuid'.split(' '))

/**
 * True for plain names, possibly with a namespace (`billing.Invoice`). Not for generics as generators write them (`Page_Order_`,
 * `Page[Order]`), names generated for anonymous schemas, acronyms, brands (`iOSApp`), and FastAPI's names of forms (`Body_login-token`).
 */
function isOwnName(name: string): boolean {
  const isMade = name.includes('__') || /^(?:[A-Z0-9]+s?|inline_response_\w+|body\d*|Body_.*|i[A-Z]\w*)$/.test(name)
  return !isMade && /^(?:\w+\.)*[A-Za-z](?:[\w-]*[A-Za-z0-9])?$/.test(name) && !primitives.has(name)
}

/** True for `Order_items` beside `Order`: generators name nested types like this. */
function isNested(name: string, all: JsonObject): boolean {
  return Object.hasOwn(all, name.slice(0, Math.max(0, name.lastIndexOf('_'))))
}

/**
 * The name without its namespace, and without suffixes that make names unique: `Error_400`, `KeysV1_0_x`, `Item-Input` beside
 * `Item-Output`, `Entity-recursive`, which tools generate for recursive schemas.
 */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replace(/(?:[_-]x|[_-]?\d|-(?:In|Out)put|-recursive){1,40}$/, '')
}
