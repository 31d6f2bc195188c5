import type { Files } from '../../core/files.ts'
import { isWithin } from '../../core/paths.ts'
import type { Settings } from '../../core/settings.ts'
import { Project } from '../../project/project.ts'
import { Resolver } from '../../project/graph/resolve.ts'
import { factsOf } from '../../source/facts/file-facts.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { parseSourceSync } from '../../source/syntax/parsed-file.ts'
import type { SourceFile, SourceHost } from '../../source/syntax/file.ts'
import { isExcluded } from '../node/disk/kinds.ts'
import { carried } from './carried.ts'
import type { FileState } from './carried.ts'
import { FileStates } from './file-states.ts'
import type { FactsOnDisk } from './kept-facts.ts'
import type { KeptFindings } from './kept-findings.ts'
import { Program } from './program.ts'
import type { ProgramFindings } from './program.ts'
import { SourcesOnDisk } from './sources-on-disk.ts'
import type { SourcesOptions } from './sources-on-disk.ts'
import { TypesOnDemand } from './types-on-demand.ts'

export interface CodeBaseOptions extends SourcesOptions {
  /** The project, outside of which nothing is read: absolute, forward slashes. */
  readonly root: string
  readonly settings: Settings
  /** What earlier processes have found. */
  readonly kept?: KeptFindings
  /** Opens what they have found out about single files. */
  readonly factsSince?: (moment: number) => FactsOnDisk
}

/** Where imports lead, among certain files. */
interface Resolution {
  readonly files: ReadonlySet<string>
  readonly resolver: Resolver
}

/** The program as it is on the disk. */
interface Saved {
  readonly program: Program
  /** The files that cannot be parsed, and so are no part of it. */
  readonly broken: ReadonlySet<string>
}

/**
 * The code around linted files: read when a rule first asks about the program, then kept and brought up to date file by file. For
 * the file that is linted counts what the editor has, saved or not; for all others the disk.
 */
export class CodeBase {
  readonly host: SourceHost
  readonly #options: CodeBaseOptions
  readonly #files: Files
  readonly #types: TypesOnDemand
  #epoch = -1
  /** When the epoch began: what was read is at least as new. */
  #moment = 0
  #disk: SourcesOnDisk | undefined
  #facts: FactsOnDisk | undefined
  /** What was read beside the sources, to find out where imports lead and what types there are. */
  #surroundings = new FileStates()
  #resolution: Resolution | undefined
  #saved: Saved | undefined
  /** The program with a text that is not on the disk. */
  #edited: { readonly source: SourceFile; readonly program: Program } | undefined
  /** The last state of a file with which rules ran on the program: all other files are as they were then. */
  #judged: { readonly state: FileState; readonly program: Program } | undefined

  constructor(options: CodeBaseOptions) {
    this.#options = options
    this.#files = this.#noted(options.files)
    this.#types = new TypesOnDemand(this.#files, options.root, (specifier, importer) => {
      const resolution = this.#resolverFor([]).resolve(specifier, importer)
      return resolution.kind === 'module' ? resolution.file : undefined
    })
    this.host = { root: options.base, types: this.#types }
  }

  /** Looks, once an epoch, what has changed on the disk. Costs nothing before the program is asked for. */
  confirm(epoch: number): void {
    if (this.#epoch === epoch) return
    this.#epoch = epoch
    this.#moment = Date.now()
    if (this.#disk === undefined) return
    this.#facts?.refresh(this.#moment)
    const hasMoved = this.#surroundings.changed().length > 0
    if (hasMoved) {
      this.#resolution = undefined
      this.#surroundings = new FileStates()
    }
    if (this.#disk.refresh() || hasMoved) this.#forget()
  }

  /** What was made of the files as they were. */
  #forget(): void {
    this.#types.forget()
    this.#saved = undefined
    this.#edited = undefined
    this.#judged = undefined
  }

  /** A text alone: rules that look at nothing else need no program. */
  sourceOf(file: string, text: string): SourceFile {
    const { source } = this.#edited ?? {}
    if (source?.file === file && source.text === text) return source
    return this.#disk?.sourceOf(file, text) ?? parseSourceSync(file, text, this.host)
  }

  /**
   * The program with a file in it that has this text.
   * @returns nothing for a file that is none of it: one that git or the configuration ignores, or that cannot be parsed
   */
  programWith(file: string, text: string): Program | undefined {
    const disk = this.#read()
    if (disk.finds(file)) this.#forget()
    const textOnDisk = disk.textOf(file)
    if (textOnDisk === text) {
      this.#saved ??= this.#openSaved(disk)
      return this.#saved.broken.has(file) ? undefined : this.#saved.program
    }
    if (textOnDisk === undefined && !this.#isNew(file)) return undefined
    const source = this.sourceOf(file, text)
    if (source.syntaxErrors.length > 0) return undefined
    if (this.#edited?.source !== source) {
      this.#types.forget()
      const facts = factsOf(source)
      const before = this.#lastJudged(file, disk)
      const state = { file, text, facts }
      const known = before && carried(before.program.findings, before.state, state, before.program.project.sql.concerns(file))
      const program = new Program(() => {
        this.#judged = { state, program }
        return this.#build(readable(disk).set(file, facts))
      }, known)
      this.#edited = { source, program }
    }
    return this.#edited.program
  }

  /** The last program on which rules ran with some text of this file, where all other files are those on the disk. */
  #lastJudged(file: string, disk: SourcesOnDisk): { readonly state: FileState; readonly program: Program } | undefined {
    if (this.#judged?.state.file === file) return this.#judged
    const known = this.#saved?.program.hasRun === true ? disk.known.get(file) : undefined
    return known?.facts && this.#saved && { state: { file, text: known.text, facts: known.facts }, program: this.#saved.program }
  }

  /** True for a file that has no place on the disk yet. One that is there and was not found is left out on purpose. */
  #isNew(file: string): boolean {
    const { base, files, ignores } = this.#options
    return isWithin(base, file) && !isExcluded(file.slice(base.length + 1)) && !ignores(file) && files.read(file).kind === 'missing'
  }

  #read(): SourcesOnDisk {
    if (this.#disk === undefined) {
      const { factsSince, ...options } = this.#options
      this.#facts = factsSince?.(this.#moment)
      this.#disk = new SourcesOnDisk({ ...options, files: this.#files, facts: this.#facts }, this.host)
    }
    return this.#disk
  }

  /** What earlier processes have found takes the place of reading everything, as long as nothing else is asked. */
  #openSaved(disk: SourcesOnDisk): Saved {
    const { kept } = this.#options
    const moment = this.#moment
    const sources = [...disk.files]
    const known = kept?.read(sources, moment)
    known?.surroundings.forEach((file) => this.#surroundings.remember(file))
    const broken = known?.broken ?? brokenIn(disk)
    const keep = (findings: ProgramFindings): void => {
      kept?.write({ sources, broken, surroundings: [...this.#surroundings.paths], findings }, moment)
      this.#facts?.save()
      // A program's trees are too much for a server to hold; those that an edit takes are few, and are there again for the next one.
      for (const { late } of readable(disk).values()) late.letGo()
    }
    return { program: new Program(() => this.#build(readable(disk)), known?.findings, keep), broken: new Set(broken) }
  }

  #build(sources: ReadonlyMap<string, FileFacts>): Project {
    const { root, settings } = this.#options
    return Project.build({ root, sources: [...sources.values()], resolver: this.#resolverFor(sources.keys()), settings })
  }

  /**
   * Kept as long as the files are the same ones: finding out where imports lead is most of the work.
   * @param beside files that are on no disk, perhaps
   */
  #resolverFor(beside: Iterable<string>): Resolver {
    const files = new Set([...this.#read().files, ...beside])
    const last = this.#resolution
    if (last?.files.size === files.size && [...files].every((file) => last.files.has(file))) return last.resolver
    this.#resolution = { files, resolver: new Resolver(this.#options.root, files, this.#files) }
    return this.#resolution.resolver
  }

  /** The files, with a note of each that is read and is no source. */
  #noted(files: Files): Files {
    return {
      read: (file) => {
        if (this.#disk?.files.has(file) !== true) this.#surroundings.remember(file)
        return files.read(file)
      },
    }
  }
}

function readable(disk: SourcesOnDisk): Map<string, FileFacts> {
  const sources = new Map<string, FileFacts>()
  for (const [file, { facts }] of disk.known) if (facts !== undefined) sources.set(file, facts)
  return sources
}

function brokenIn(disk: SourcesOnDisk): string[] {
  return [...disk.known].flatMap(([file, { facts }]) => (facts === undefined ? [file] : []))
}
