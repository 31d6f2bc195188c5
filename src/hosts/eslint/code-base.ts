import type { Files } from '../../core/files.ts'
import { isWithin } from '../../core/paths.ts'
import type { Settings } from '../../core/settings.ts'
import { Project } from '../../project/project.ts'
import { Resolver } from '../../project/resolve.ts'
import { factsOf } from '../../source/facts/file-facts.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { parseSourceSync } from '../../source/file.ts'
import type { SourceFile, SourceHost } from '../../source/file.ts'
import { isExcluded } from '../node/kinds.ts'
import { FileStates } from './file-states.ts'
import { SourcesOnDisk } from './sources-on-disk.ts'
import type { SourcesOptions } from './sources-on-disk.ts'
import { TypesOnDemand } from './types-on-demand.ts'

export interface CodeBaseOptions extends SourcesOptions {
  /** The project, outside of which nothing is read: absolute, forward slashes. */
  readonly root: string
  readonly settings: Settings
}

/** Where imports lead, among certain files. */
interface Resolution {
  readonly files: ReadonlySet<string>
  readonly resolver: Resolver
}

/**
 * The code around linted files: read when a rule first asks about the program, then kept and brought up to date file by file. For
 * the file that is linted counts what the editor has, saved or not; for all others the disk.
 */
export class CodeBase {
  private readonly options: CodeBaseOptions
  private readonly types: TypesOnDemand
  private readonly host: SourceHost
  private epoch = -1
  private disk: SourcesOnDisk | undefined
  /** What was read to find out where imports lead. */
  private manifests = new FileStates()
  private resolution: Resolution | undefined
  /** The program as it is on the disk. */
  private saved: Project | undefined
  /** The program with a text that is not on the disk. */
  private edited: { readonly source: SourceFile; readonly project: Project } | undefined

  constructor(options: CodeBaseOptions) {
    this.options = options
    this.types = new TypesOnDemand(options.files, options.root, (specifier, importer) => {
      const resolution = this.resolverFor(this.read().known).resolve(specifier, importer)
      return resolution.kind === 'module' ? resolution.file : undefined
    })
    this.host = { root: options.base, types: this.types }
  }

  /** Looks, once an epoch, what has changed on the disk. Costs nothing before the program is asked for. */
  confirm(epoch: number): void {
    if (this.epoch === epoch) return
    this.epoch = epoch
    if (this.disk === undefined) return
    const hasMoved = this.manifests.changed().length > 0
    if (hasMoved) this.resolution = undefined
    if (!this.disk.refresh() && !hasMoved) return
    this.types.forget()
    this.saved = undefined
    this.edited = undefined
  }

  /** A text alone: rules that look at nothing else need no program. */
  sourceOf(file: string, text: string): SourceFile {
    const { source } = this.edited ?? {}
    if (source?.file === file && source.text === text) return source
    return this.disk?.sourceOf(file, text) ?? parseSourceSync(file, text, this.host)
  }

  /**
   * The program with a file in it that has this text.
   * @returns nothing for a file that is none of it: one that git or the configuration ignores, or that cannot be parsed
   */
  programWith(file: string, text: string): Project | undefined {
    const { known } = this.read()
    const saved = known.get(file)
    if (saved?.text === text) return saved.facts === undefined ? undefined : (this.saved ??= this.build(readable(known)))
    if (saved === undefined && !this.isNew(file)) return undefined
    const source = this.sourceOf(file, text)
    if (source.syntaxErrors.length > 0) return undefined
    if (this.edited?.source !== source) {
      this.types.forget()
      this.edited = { source, project: this.build(readable(known).set(file, factsOf(source))) }
    }
    return this.edited.project
  }

  /** True for a file that has no place on the disk yet. One that is there and was not found is left out on purpose. */
  private isNew(file: string): boolean {
    const { base, files, ignores } = this.options
    return isWithin(base, file) && !isExcluded(file.slice(base.length + 1)) && !ignores(file) && files.read(file).kind === 'missing'
  }

  private read(): SourcesOnDisk {
    return (this.disk ??= new SourcesOnDisk(this.options, this.host))
  }

  private build(sources: ReadonlyMap<string, FileFacts>): Project {
    const { root, settings } = this.options
    return Project.build({ root, sources: [...sources.values()], resolver: this.resolverFor(sources), settings })
  }

  /** Kept as long as the files are the same ones: finding out where imports lead is most of the work. */
  private resolverFor(sources: ReadonlyMap<string, unknown>): Resolver {
    const last = this.resolution
    if (last?.files.size === sources.size && [...sources.keys()].every((file) => last.files.has(file))) return last.resolver
    const files = new Set(sources.keys())
    this.manifests = new FileStates()
    this.resolution = { files, resolver: new Resolver(this.options.root, files, this.noted()) }
    return this.resolution.resolver
  }

  /** The files, with a note of each that is read. */
  private noted(): Files {
    const { files } = this.options
    return {
      read: (file) => {
        this.manifests.remember(file)
        return files.read(file)
      },
    }
  }
}

function readable(known: SourcesOnDisk['known']): Map<string, FileFacts> {
  const sources = new Map<string, FileFacts>()
  for (const [file, { facts }] of known) if (facts !== undefined) sources.set(file, facts)
  return sources
}
