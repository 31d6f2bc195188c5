import type { CoverageNote } from '../../core/diagnostic.ts'
import type { Files } from '../../core/files.ts'
import { LineIndex } from '../../core/lines.ts'
import { jsonSyntaxProblem } from '../../documents/json-syntax.ts'
import { parseJsonc, withoutComments } from './jsonc.ts'

/** The JSON files that say how a project is put together: package.json, tsconfig.json and the like. Each is read once. */
export class JsonFiles {
  readonly #files: Files
  readonly #values = new Map<string, unknown>()
  readonly #invalid: CoverageNote[] = []

  constructor(files: Files) {
    this.#files = files
  }

  /** The value of a file: undefined if there is no such file, null if it is empty or invalid. */
  read(file: string): unknown {
    if (!this.#values.has(file)) this.#values.set(file, this.#parse(file))
    return this.#values.get(file)
  }

  /** The files that exist and are no valid JSON: what they say of names, aliases and dependencies is not known. */
  get invalid(): readonly CoverageNote[] {
    return this.#invalid
  }

  #parse(file: string): unknown {
    const content = this.#files.read(file)
    if (content.kind !== 'text') return undefined
    if (content.text.trim() === '') return null
    const value = parseJsonc(content.text)
    const problem = value === undefined ? jsonSyntaxProblem(withoutComments(content.text)) : undefined
    if (problem !== undefined) {
      const { line, column } = new LineIndex(content.text).positionAt(problem.offset)
      const message = `line ${line}, column ${column}: ${problem.message}. Dependencies, aliases and workspaces that this file declares are not seen`
      this.#invalid.push({ kind: 'syntax-error', file, message })
    }
    return value ?? null
  }
}
