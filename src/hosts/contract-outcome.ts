import { apiOfContract } from '../api/contract.ts'
import { api, contract as contractSubject } from '../api/subject.ts'
import type { ParsedDocument } from '../documents/document.ts'
import { target } from '../engine/target.ts'
import type { Contract } from '../openapi/contract.ts'
import { openapi } from '../openapi/subject.ts'
import { exceptedIn } from './exceptions.ts'
import type { Outcome, UnitChecker } from './unit-checker.ts'

/** Checks a contract, including all documents that it refers to. */
export function outcomeOf(contract: Contract, checker: UnitChecker): Outcome {
  const model = apiOfContract(contract)
  const targets = [target(openapi, contract), target(contractSubject, model), target(api, model)]
  // The documents that a contract refers to are only known after its traversal.
  let documents: ReadonlyMap<string, ParsedDocument> | undefined
  const files = (): string[] => [...(documents = new Map(contract.loaded.map((document) => [document.file, document]))).keys()]
  const textOf = (file: string): ParsedDocument | undefined => documents?.get(file) ?? contract.loaded.find((document) => document.file === file)
  const outcome = checker.units(targets, files, textOf)
  const excepted = exceptedIn(contract, checker.exceptions)
  return { ...outcome, coverage: contract.coverage, excepted }
}
