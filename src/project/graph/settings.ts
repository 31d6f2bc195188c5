import type { CoverageNote } from '../../core/diagnostic.ts'
import { exampleFiles } from '../../source/models/environment.ts'
import { ancestorsOf, directoryOf, joinPath } from './paths.ts'
import { jsonValue } from './json-values.ts'
import type { Resolver } from './resolve.ts'
import type { Value } from '../../source/values/value.ts'

/** A configuration or documentation file near the code. */
export interface TextBeside {
  readonly file: string
  readonly text: string
}

/** Reads configuration and documentation files near the code, each once. */
export class Settings {
  readonly #resolver: Resolver
  readonly #root: string
  readonly #texts = new Map<string, readonly TextBeside[]>()
  readonly #data = new Map<string, Value | undefined>()
  readonly #examples = new Map<string, ReadonlyMap<string, string>>()

  constructor(resolver: Resolver, root: string) {
    this.#resolver = resolver
    this.#root = root
  }

  /** The files read so far that say how the project is put together, and are no valid JSON. */
  get invalidFiles(): readonly CoverageNote[] {
    return this.#resolver.json.invalid
  }

  /** The directory of the package that contains a file. */
  packageOf(file: string): string {
    return this.#resolver.packages.nearest(directoryOf(file))?.directory ?? this.#root
  }

  /** The files with one of these names in the package directory of `file` or above it, nearest first. */
  textsBeside(file: string, names: readonly string[]): readonly TextBeside[] {
    return this.textsFrom(this.packageOf(file), names)
  }

  /** Cached by directory, since many source files share one. */
  textsFrom(directory: string, names: readonly string[]): readonly TextBeside[] {
    const key = [directory, ...names].join('\n')
    let texts = this.#texts.get(key)
    if (texts === undefined) this.#texts.set(key, (texts = this.#read(directory, names)))
    return texts
  }

  #read(directory: string, names: readonly string[]): readonly TextBeside[] {
    return ancestorsOf(directory, this.#root).flatMap((folder) =>
      names.flatMap((name) => {
        const path = joinPath(folder, name)
        const text = this.#resolver.textOf(path)
        return text === undefined ? [] : [{ file: path, text }]
      }),
    )
  }

  /** What a JSON file contains, for files that import it. */
  jsonIn(file: string): Value | undefined {
    if (!this.#data.has(file)) this.#data.set(file, jsonValue(this.#resolver.textOf(file) ?? ''))
    return this.#data.get(file)
  }

  /** The value of an environment variable in the nearest example file. */
  exampleOf(file: string, variable: string): string | undefined {
    const home = this.packageOf(file)
    let variables = this.#examples.get(home)
    if (variables === undefined) {
      // The examples are ordered nearest first, and the nearest wins.
      const lines = this.textsBeside(file, exampleFiles).flatMap(({ text }) => settingsIn(text))
      this.#examples.set(home, (variables = new Map(lines.reverse())))
    }
    return variables.get(variable)
  }
}

/** Parses lines `NAME=value`, without quotes and trailing comments. */
function settingsIn(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))/gm)].map(
    ([, name = '', double, single, plain = '']) => [name, double ?? single ?? plain] as const,
  )
}
