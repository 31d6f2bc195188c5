import { apiOfContract } from '../../api/contract.ts'
import { documentedApi } from '../../api/drift/documented.ts'
import type { DocumentedApi } from '../../api/drift/sides.ts'
import type { Files } from '../../core/files.ts'
import { isWithin } from '../../core/paths.ts'
import type { Settings } from '../../core/settings.ts'
import type { Contract } from '../../openapi/contract.ts'
import { Project } from '../../project/project.ts'
import { Resolver } from '../../project/graph/resolve.ts'
import { factsOf } from '../../source/facts/file-facts.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { parseSourceSync } from '../../source/syntax/parsed-file.ts'
import type { SourceFile, SourceHost } from '../../source/syntax/file.ts'
import { documentedIn } from '../documented-in.ts'
import { contractsAmong } from '../node/disk/discover.ts'
import { isExcluded } from '../node/disk/kinds.ts'
import { textIn } from '../text-in.ts'
import { carriedOver } from './carried-over.ts'
import type { FileState } from './carried-over.ts'
import { FileStates } from './file-states.ts'
import type { DiskFactStore } from './disk-fact-store.ts'
import type { FindingsCache } from './findings-cache.ts'
import { Program } from './program.ts'
import type { ProgramFindings } from './program.ts'
import { SourcesOnDisk } from './sources-on-disk.ts'
import type { SourcesOptions } from './sources-on-disk.ts'
import { TypesOnDemand } from './types-on-demand.ts'

/** What {@link CodeBase} reads from, and where it may keep things. */
export interface CodeBaseOptions extends SourcesOptions {
  /** The directory of the project, outside of which nothing is read: absolute, forward slashes. */
  readonly root: string
  readonly settings: Settings
  /** Findings kept by earlier processes. */
  readonly kept?: FindingsCache
  /** Opens the facts about files that earlier processes kept. */
  readonly factsSince?: (moment: number) => DiskFactStore
}

/** Resolves imports among a given set of files. */
interface Resolution {
  readonly files: ReadonlySet<string>
  readonly resolver: Resolver
}

/** The program as saved on disk. */
interface Saved {
  readonly program: Program
  /** Files that cannot be parsed, and are therefore not part of the program. */
  readonly broken: ReadonlySet<string>
}

/**
 * The code around linted files: read when a rule first asks about the program, then kept and updated file by file. For the linted file, the
 * text in the editor counts, saved or not; for all others, the text on disk.
 */
export class CodeBase {
  readonly host: SourceHost
  readonly #options: CodeBaseOptions
  readonly #files: Files
  readonly #types: TypesOnDemand
  #epoch = -1
  /** When the epoch began: everything in memory was read at this time or later. */
  #moment = 0
  #disk: SourcesOnDisk | undefined
  #facts: DiskFactStore | undefined
  /** Other files that were read: those needed to resolve imports and types. */
  #surroundings = new FileStates()
  #resolution: Resolution | undefined
  #saved: Saved | undefined
  #documented: readonly DocumentedApi[] | undefined
  /** The program with an unsaved text of one file. */
  #edited: { readonly source: SourceFile; readonly program: Program } | undefined
  /** The last state of a file in which rules ran on the program. All other files are unchanged since. */
  #checked: { readonly state: FileState; readonly program: Program } | undefined

  constructor(options: CodeBaseOptions) {
    this.#options = options
    this.#files = this.#noted(options.files)
    this.#types = new TypesOnDemand(this.#files, options.root, (specifier, importer) => {
      const resolution = this.#resolverFor([]).resolve(specifier, importer)
      return resolution.kind === 'module' ? resolution.file : undefined
    })
    this.host = { root: options.base, types: this.#types }
  }

  /** Checks, once per epoch, what has changed on disk. Free until the program is first asked for. */
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

  /** Drops everything derived from the files. */
  #forget(): void {
    this.#types.forget()
    this.#saved = undefined
    this.#documented = undefined
    this.#edited = undefined
    this.#checked = undefined
  }

  /** The parsed text by itself, for rules that need no program. */
  sourceOf(file: string, text: string): SourceFile {
    const { source } = this.#edited ?? {}
    if (source?.file === file && source.text === text) return source
    return this.#disk?.sourceOf(file, text) ?? parseSourceSync(file, text, this.host)
  }

  /**
   * The program in which a file has this text.
   * @returns nothing for a file that is not part of the program: one that git or the configuration ignores, or that cannot be parsed
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
      const before = this.#lastChecked(file, disk)
      const state = { file, text, facts }
      const known = before && carriedOver(before.program.findings, before.state, state, before.program.project.sql.concerns(file))
      const build = (): Project => {
        this.#checked = { state, program }
        return this.#build(readable(disk).set(file, facts))
      }
      const program = new Program({ build, contracts: () => this.#contractsOn(disk) }, known)
      this.#edited = { source, program }
    }
    return this.#edited.program
  }

  /** The program on disk, beside this contract, whose text in the editor counts too. */
  programBeside(contract: Contract): Program {
    const disk = this.#read()
    const { program } = (this.#saved ??= this.#openSaved(disk))
    const { file, text } = contract.root.document
    if (textIn(this.#files, file) === text) return program
    const contracts = (): DocumentedApi[] => [...program.contracts.filter((other) => other.file !== file), documentedApi(apiOfContract(contract))]
    return new Program({ build: () => program.project, contracts })
  }

  #contractsOn(disk: SourcesOnDisk): readonly DocumentedApi[] {
    return (this.#documented ??= documentedIn(contractsAmong(disk.documents), this.#files))
  }

  /** The last state of this file in which rules ran on the program, while all other files were as they are on disk now. */
  #lastChecked(file: string, disk: SourcesOnDisk): { readonly state: FileState; readonly program: Program } | undefined {
    if (this.#checked?.state.file === file) return this.#checked
    const known = this.#saved?.program.hasRun === true ? disk.known.get(file) : undefined
    return known?.facts && this.#saved && { state: { file, text: known.text, facts: known.facts }, program: this.#saved.program }
  }

  /** True for a file that is not saved yet. One that exists and was not found is excluded on purpose. */
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

  /** The program on disk. Findings of earlier processes stand in for reading it all, until a rule asks for something else. */
  #openSaved(disk: SourcesOnDisk): Saved {
    const { kept } = this.#options
    const moment = this.#moment
    const known = kept?.read(disk, moment)
    known?.surroundings.forEach((file) => this.#surroundings.remember(file))
    const broken = known?.broken ?? brokenIn(disk)
    const keep = (findings: ProgramFindings): void => {
      kept?.write({ ...disk.listed, broken, surroundings: [...this.#surroundings.paths], findings }, moment)
      this.#facts?.save()
      // All trees of a program take too much memory for a server. Those that an edit needs are few, and are parsed again for the next one.
      for (const { late } of readable(disk).values()) late.letGo()
    }
    const source = { build: () => this.#build(readable(disk)), contracts: () => this.#contractsOn(disk) }
    return { program: new Program(source, known?.findings, keep), broken: new Set(broken) }
  }

  #build(sources: ReadonlyMap<string, FileFacts>): Project {
    const { root, settings } = this.#options
    return Project.build({ root, sources: [...sources.values()], resolver: this.#resolverFor(sources.keys()), settings })
  }

  /**
   * The resolver, kept while the set of files is the same: resolving imports is most of the work.
   * @param beside files that may not exist on disk
   */
  #resolverFor(beside: Iterable<string>): Resolver {
    const files = new Set([...this.#read().files, ...beside])
    const last = this.#resolution
    if (last?.files.size === files.size && [...files].every((file) => last.files.has(file))) return last.resolver
    this.#resolution = { files, resolver: new Resolver(this.#options.root, files, this.#files) }
    return this.#resolution.resolver
  }

  /** The same files, recording each file that is read without being a source. */
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
