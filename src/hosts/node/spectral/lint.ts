import type { ISpectralDiagnostic, Ruleset } from '@stoplight/spectral-core'

import type { Files } from '../../../core/files.ts'
import { asList } from '../../../core/json.ts'
import { messageOf } from '../../reason.ts'
import type { SpectralPackages } from './packages.ts'

/** What Spectral finds in one document, and which rules threw. */
export interface Linted {
  readonly results: readonly ISpectralDiagnostic[]
  /** Error messages by rule name. */
  readonly failures: ReadonlyMap<string, string>
}

/**
 * Runs the enabled rules of a ruleset. Spectral aborts on a document when one of them throws; then each rule is run by itself, to name the
 * faulty one and to keep the results of the others.
 */
export async function lint(text: string, file: string, ruleset: Ruleset, files: Files, packages: SpectralPackages): Promise<Linted> {
  try {
    return { results: await run(text, file, ruleset, files, packages), failures: new Map() }
  } catch {
    return lintApart(text, file, ruleset, files, packages)
  }
}

async function lintApart(text: string, file: string, ruleset: Ruleset, files: Files, packages: SpectralPackages): Promise<Linted> {
  const on = Object.values(ruleset.rules).filter((rule) => rule.enabled)
  const results: ISpectralDiagnostic[] = []
  const failures = new Map<string, string>()
  for (const rule of on) rule.enabled = false
  for (const rule of on) {
    rule.enabled = true
    try {
      results.push(...(await run(text, file, ruleset, files, packages)))
    } catch (error) {
      failures.set(rule.name, rootOf(error))
    }
    rule.enabled = false
  }
  for (const rule of on) rule.enabled = true
  return { results, failures }
}

/** The message of the innermost error: the outer ones, of Spectral and its JSONPath library, say little more than that something failed. */
function rootOf(error: unknown): string {
  const first = error instanceof Error && 'errors' in error ? asList(error.errors)[0] : undefined
  const cause = error instanceof Error && /^Error running| threw: /.test(error.message) ? error.cause : undefined
  const inner = first ?? cause
  return inner === undefined ? messageOf(error) : rootOf(inner)
}

async function run(text: string, file: string, ruleset: Ruleset, files: Files, packages: SpectralPackages): Promise<ISpectralDiagnostic[]> {
  const spectral = new packages.core.Spectral({ resolver: resolverFor(files, packages) })
  spectral.setRuleset(ruleset)
  // Spectral's command line uses this parser for JSON, too.
  return spectral.run(new packages.core.Document(text, packages.parsers.Yaml, file), { ignoreUnknownFormat: true })
}

/** References may lead to the same files as in our own check, and nowhere else. */
function resolverFor(files: Files, { refResolver }: SpectralPackages): InstanceType<SpectralPackages['refResolver']['Resolver']> {
  const refuse = { resolve: (): Promise<never> => Promise.reject(new Error('nothing is read from the network')) }
  const file = {
    resolve(reference: unknown): Promise<string> {
      const path = pathOf(reference)
      const content = files.read(path)
      return content.kind === 'text' ? Promise.resolve(content.text) : Promise.reject(new Error(content.kind === 'missing' ? 'no such file' : content.reason))
    },
  }
  return new refResolver.Resolver({ resolvers: { http: refuse, https: refuse, file } })
}

/** The resolver passes on the reference as written in the document, with URI escapes. */
function pathOf(reference: unknown): string {
  const text = String(reference).replace(/^file:\/\//, '').replaceAll('\\', '/')
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
