import type { CoverageNote } from '../core/diagnostic.ts'

/** What comes together while files are read. */
export class Loading {
  /** The files that were read. */
  readonly files = new Set<string>()
  readonly coverage: CoverageNote[] = []
  private readonly total: number
  private readonly onProgress: (done: number, total: number, file: string) => void
  private done = 0

  constructor(total: number, onProgress: (done: number, total: number, file: string) => void) {
    this.total = total
    this.onProgress = onProgress
  }

  /** Tells whoever waits which file is next. */
  next(file: string): void {
    this.onProgress(this.done++, this.total, file)
  }

  read(file: string): void {
    this.files.add(file)
  }

  note(note: CoverageNote): void {
    this.coverage.push(note)
  }
}
