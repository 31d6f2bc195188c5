import type { ConfigurationProblem } from '../core/errors.ts'
import { ConfigurationError } from '../core/errors.ts'
import { field, isObject } from '../core/json.ts'
import { LineIndex } from '../core/lines.ts'
import type { Pointer } from '../core/location.ts'
import { suggestion } from '../core/nearest.ts'
import type { Rule } from '../core/rule.ts'
import type { Architecture } from '../core/settings.ts'
import type { ParsedDocument } from '../documents/document.ts'
import type { ConfigurationFile } from './configuration-file.ts'
import { exceptionMistakes } from './exception-mistakes.ts'
import { globMistakes } from './glob-mistakes.ts'
import { mistakesIn } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { configurationSchema, sections } from './schema.ts'

/**
 * The configuration in a YAML or JSON document. An empty document configures nothing.
 * @throws ConfigurationError with every mistake and its position
 */
export function readConfiguration(document: ParsedDocument, rules: readonly Rule[]): ConfigurationFile {
  if (document.problems.length > 0) {
    throw new ConfigurationError(document.problems.map(({ offset, message }) => problemIn(document, offset, message)))
  }
  return accept(withoutEmptySections(document.value ?? {}), rules, ({ pointer, on, message }) => problemIn(document, document.locate(pointer, on)[0], message))
}

/** Drops sections that are null: in YAML, that is one whose entries are all commented out. */
function withoutEmptySections(value: unknown): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key, section]) => section !== null || !sections.has(key)))
}

/** A mistake in a configuration document, at an offset of its text. */
export function problemIn({ file, text }: ParsedDocument, offset: number, message: string): ConfigurationProblem {
  return { file, ...new LineIndex(text).positionAt(offset), message }
}

/**
 * The configuration that a `setsquare.config.js` exports.
 * @param value its default export
 * @throws ConfigurationError with every mistake, named by its path in the value
 */
export function acceptConfiguration(value: unknown, file: string, rules: readonly Rule[]): ConfigurationFile {
  return accept(value, rules, ({ message }) => ({ file, message }))
}

function accept(value: unknown, rules: readonly Rule[], problemOf: (mistake: Mistake) => ConfigurationProblem): ConfigurationFile {
  // A schema of all rules would take longer to make than everything else, and only mistakes need it.
  const named = rules.filter(({ id }) => field(field(value, 'rules'), id) !== undefined)
  const mistakes = mistakesIn(value, configurationSchema(named)).length === 0 ? [] : mistakesIn(value, configurationSchema(rules))
  if (isFreeOf(mistakes, value)) mistakes.push(...layerMistakes(value.architecture), ...exceptionMistakes(value.exceptions, rules), ...globMistakes(value))
  if (isFreeOf(mistakes, value)) return value
  throw new ConfigurationError(mistakes.map(problemOf))
}

/** The schema describes exactly {@link ConfigurationFile}, so a value without mistakes is one. */
function isFreeOf(mistakes: readonly Mistake[], value: unknown): value is ConfigurationFile {
  return mistakes.length === 0 && value !== undefined
}

/** Mistakes in layers that the schema does not find: names that are not unique or not known, and layers that no module can belong to. */
function* layerMistakes(architecture: Architecture = {}): Generator<Mistake> {
  const layers = architecture.layers ?? []
  const names = layers.map((layer) => layer.name)
  for (const [index, layer] of layers.entries()) {
    const pointer: Pointer = ['architecture', 'layers', index]
    if (names.indexOf(layer.name) < index) yield { pointer: [...pointer, 'name'], message: `there is another layer named '${layer.name}': rename one` }
    const signs = [layer.files, layer.suffixes, layer.decorators, layer.extends, layer.imports]
    if (signs.every((sign) => sign === undefined || sign.length === 0)) {
      yield { pointer, message: `no module can belong to '${layer.name}': give it files, suffixes, decorators, extends or imports` }
    }
    for (const [position, name] of layer.mayImport.entries()) {
      if (names.includes(name)) continue
      yield { pointer: [...pointer, 'mayImport', position], message: `unknown layer '${name}'${suggestion(name, names)}` }
    }
  }
}
