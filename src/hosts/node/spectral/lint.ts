import type { ISpectralDiagnostic, Ruleset } from '@stoplight/spectral-core'

import type { Files } from '../../../core/files.ts'
import { asList } from '../../../core/json.ts'
import { messageOf } from '../../reason.ts'
import type { SpectralPackages } from './packages.ts'

/** What Spectral finds in one document, and what became of rules that threw. */
export interface Linted {
  readonly results: readonly ISpectralDiagnostic[]
  /** By the rule's name, with what it threw. */
  readonly failures: ReadonlyMap<string, string>
}

/**
 * Runs the rules of a ruleset that are on. Spectral gives up on a document when one of them throws: then each is run for itself, so
 * that the one to blame is named and what the others find is kept.
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

/** What is behind the errors of Spectral and of what it looks for places with, which say little more than that something went wrong. */
function rootOf(error: unknown): string {
  const first = error instanceof Error && 'errors' in error ? asList(error.errors)[0] : undefined
  const cause = error instanceof Error && /^Error running| threw: /.test(error.message) ? error.cause : undefined
  const inner = first ?? cause
  return inner === undefined ? messageOf(error) : rootOf(inner)
}

async function run(text: string, file: string, ruleset: Ruleset, files: Files, packages: SpectralPackages): Promise<ISpectralDiagnostic[]> {
  const spectral = new packages.core.Spectral({ resolver: resolverFor(files, packages) })
  spectral.setRuleset(ruleset)
  // Spectral's own program reads JSON with this parser, too.
  return spectral.run(new packages.core.Document(text, packages.parsers.Yaml, file), { ignoreUnknownFormat: true })
}

/** References lead to files as they lead there in our own check, and nowhere else. */
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

/** The resolver hands over what stands in the document, escaped as addresses are. */
function pathOf(reference: unknown): string {
  const text = String(reference).replace(/^file:\/\//, '').replaceAll('\\', '/')
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
