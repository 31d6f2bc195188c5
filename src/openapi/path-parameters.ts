import { nearest } from '../core/nearest.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { operationsOf, parametersOf, partsOf } from './path-item.ts'
import type { ListedParameter } from './path-item.ts'
import { templateVariables } from './path-variables.ts'
import type { PathVariable } from './path-variables.ts'

/** A way in which the variables of a path and the parameters `in: path` disagree. */
export type PathMismatch =
  /** Operations for which the variable is not declared. `elsewhere` is the `in` of a parameter that has the name. */
  | {
      readonly is: 'undeclared'
      readonly variable: PathVariable
      readonly operations: readonly Cursor[]
      readonly everywhere: boolean
      readonly elsewhere: string | undefined
    }
  /** A variable and a parameter that were evidently meant to have the same name. */
  | { readonly is: 'misnamed'; readonly variable: PathVariable; readonly name: string; readonly places: readonly Cursor[] }
  /** A parameter for which the path has no variable. */
  | { readonly is: 'unused'; readonly name: string; readonly places: readonly Cursor[] }
  | { readonly is: 'repeated'; readonly variable: PathVariable }

const otherPlaces: ReadonlySet<string> = new Set(['query', 'header', 'cookie', 'formData', 'body', 'querystring'])

/** The parameters that an operation, or the path item for all operations, declares. */
interface Declared {
  readonly at: Cursor
  readonly parameters: readonly ListedParameter[]
  /** False if a reference could not be resolved: then no parameter is known to be missing. */
  readonly isComplete: boolean
}

/**
 * Compares the variables of a path with the parameters of its operations.
 * @param entry the path item, under its path
 */
export function pathMismatches(contract: Contract, entry: Cursor): PathMismatch[] {
  const variables = templateVariables(entry.name ?? '')
  if (variables === undefined) return []
  const shared = partsOf(contract, entry).map((part) => declaredBy(contract, part, contract.follow(part) !== undefined))
  const operations = operationsOf(contract, entry).map((operation) => {
    const target = contract.follow(operation)
    return declaredBy(contract, target ?? operation, target !== undefined, operation)
  })
  return new Comparison(variables, shared, operations).mismatches()
}

function declaredBy(contract: Contract, holder: Cursor, isResolved: boolean, at: Cursor = holder): Declared {
  const parameters = parametersOf(contract, holder)
  return { at, parameters, isComplete: isResolved && parameters.every(({ parameter }) => parameter !== undefined) }
}

class Comparison {
  readonly #variables: readonly PathVariable[]
  readonly #shared: readonly Declared[]
  readonly #operations: readonly Declared[]
  /** The places of parameters without a variable, by name. */
  readonly #unmatched = new Map<string, Cursor[]>()

  constructor(variables: readonly PathVariable[], shared: readonly Declared[], operations: readonly Declared[]) {
    this.#variables = variables
    this.#shared = shared
    this.#operations = operations
    for (const { parameters } of [...shared, ...operations]) {
      for (const { entry, parameter } of parameters) {
        const name = nameIn(parameter, 'path')
        if (name === undefined || variables.some((variable) => matchesVariable(variable, name))) continue
        const place = entry.value === parameter?.value ? entry.child('name') : entry.child('$ref')
        this.#unmatched.set(name, [...(this.#unmatched.get(name) ?? []), place])
      }
    }
  }

  mismatches(): PathMismatch[] {
    const found: PathMismatch[] = []
    const undeclared: PathMismatch[] = []
    const inPath = this.#variables.filter(({ isInPath }) => isInPath)
    const distinct = inPath.filter(({ name }, index) => inPath.findIndex((other) => other.name === name) === index)
    const lacking = distinct
      .map((variable) => ({ variable, operations: this.#operationsWithout(variable) }))
      .filter(({ operations }) => operations.length > 0)
    for (const { variable, operations } of lacking) {
      const name = this.#misnamed(variable, lacking.length)
      const places = name === undefined ? undefined : this.#unmatched.get(name)
      if (name !== undefined && places !== undefined) {
        found.push({ is: 'misnamed', variable, name, places })
        this.#unmatched.delete(name)
      } else {
        const elsewhere = this.#placeOf(variable, operations)
        // `in: params` is reported by itself, and was probably meant to be `in: path`.
        if (elsewhere !== undefined && !otherPlaces.has(elsewhere)) continue
        const everywhere = operations.length === this.#operations.length
        undeclared.push({
          is: 'undeclared',
          variable,
          operations: operations.map(({ at }) => at),
          everywhere,
          elsewhere,
        })
      }
    }
    const unused = [...this.#unmatched].map(([name, places]): PathMismatch => ({ is: 'unused', name, places }))
    const repeated = inPath
      .filter((variable) => !distinct.includes(variable))
      .map((variable): PathMismatch => ({ is: 'repeated', variable }))
    return [...found, ...undeclared, ...unused, ...repeated]
  }

  #operationsWithout(variable: PathVariable): Declared[] {
    const declares = ({ parameters, isComplete }: Declared): boolean =>
      !isComplete || parameters.some(({ parameter }) => matchesVariable(variable, nameIn(parameter, 'path')))
    return this.#shared.some(declares) ? [] : this.#operations.filter((operation) => !declares(operation) && !misspells(operation))
  }

  /** The unmatched parameter that was meant: one of nearly the same name, or the only one for the only variable. */
  #misnamed(variable: PathVariable, lacking: number): string | undefined {
    const names = [...this.#unmatched.keys()]
    return nearest(variable.name, names) ?? (lacking === 1 && names.length === 1 ? names[0] : undefined)
  }

  #placeOf(variable: PathVariable, operations: readonly Declared[]): string | undefined {
    for (const { parameters } of [...operations, ...this.#shared]) {
      for (const { parameter } of parameters) {
        const place = parameter?.child('in').string
        if (place !== undefined && place !== 'path' && matchesVariable(variable, nameIn(parameter, place))) return place
      }
    }
    return undefined
  }
}

/** True if the field `parameters` is there under a misspelt name, which is reported instead. */
function misspells({ at, parameters }: Declared): boolean {
  return parameters.length === 0 && !at.child('parameters').exists && nearest('parameters', Object.keys(at.object)) !== undefined
}

function matchesVariable(variable: PathVariable, name: string | undefined): boolean {
  return name === variable.name || name === variable.plainName
}

function nameIn(parameter: Cursor | undefined, place: string): string | undefined {
  return parameter?.child('in').string === place ? parameter.child('name').string : undefined
}
