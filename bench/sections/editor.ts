import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { Editor } from '../../scripts/language-server.ts'
import type { Context } from '../lib/context.ts'
import { withoutPlugin, withPlugin } from '../lib/editor-rows.ts'
import { rootDirectory } from '../lib/paths.ts'
import { syntheticProject } from '../lib/projects.ts'
import type { Row, Section } from '../lib/result.ts'
import { spreadOf } from '../lib/statistics.ts'

/** The number of edits before measuring, because servers load lazily. */
const warmUp = 3

/** The number of edits in each run: single edits are short and vary. */
const editsPerRun = 6

const settings = { 'eslint.probe': ['typescript'], 'eslint.validate': ['typescript'] }

/** The time from an edit to ESLint's findings, with the plugin and without it, measured with ESLint's own language server. */
export async function measureEditor({ versions, built, race }: Context): Promise<Section> {
  const { directory, work } = syntheticProject()
  const file = fileWithFinding(directory)
  const version = `${versions['vscode-langservers-extracted'] ?? ''}, eslint ${versions['eslint'] ?? ''}`
  const base = { version, input: work.input }
  const section = {
    name: 'editor',
    title: 'Edit a file in an editor',
    about: `From an edit of ${file} to what ESLint's language server finds in it, in a project that it has loaded; edits of both servers in turns.`,
    work: [work],
  } as const
  const plugin = join(rootDirectory, 'dist', 'eslint.mjs')
  if (!built || !existsSync(plugin)) return { ...section, rows: [{ ...base, tool: withPlugin, runs: 0, note: 'not built: run npm run build' }] }
  const options = { overrideConfigFile: join(directory, 'plugin.config.mjs') }
  const editors = [
    { tool: withoutPlugin, editor: new Editor(directory, settings, { options }) },
    { tool: withPlugin, editor: new Editor(directory, settings, { options, env: { SETSQUARE: pathToFileURL(plugin).href } }) },
  ]
  try {
    const sessions = await Promise.all(editors.map(async ({ tool, editor }) => ({ tool, session: await Session.open(editor, directory, file) })))
    const edits = race.runs * editsPerRun
    for (let edit = 1 - warmUp; edit <= edits; edit++) {
      if (edit === 1) race.progress(`editor: ${edits} edits`)
      for (const { session } of sessions) await session.edit(edit > 0)
    }
    const [without, with_] = sessions.map(({ tool, session }) => session.row({ ...base, tool }))
    return { ...section, rows: [without, withDifference(with_, without)].filter((row) => row !== undefined) }
  } finally {
    for (const { editor } of editors) editor.stop()
  }
}

function withDifference(row: Row | undefined, base: Row | undefined): Row | undefined {
  if (row?.wall === undefined || base?.wall === undefined) return row
  const [more, times] = [row.wall.median - base.wall.median, row.wall.median / base.wall.median]
  return { ...row, note: `${more.toFixed(0)} ms more than without it, ${times.toFixed(1)} times as long` }
}

/** An editor with one open file. */
class Session {
  readonly #editor: Editor
  readonly #file: string
  readonly #text: string
  readonly #times: number[] = []
  #edits = 0
  #findings = 0

  private constructor(editor: Editor, file: string, text: string) {
    this.#editor = editor
    this.#file = file
    this.#text = text
  }

  static async open(editor: Editor, directory: string, file: string): Promise<Session> {
    await editor.start()
    editor.open(file, 'typescript')
    return new Session(editor, file, readFileSync(join(directory, file), 'utf8'))
  }

  /** Types a line at the end of the file, another one each time, and waits for the findings. */
  async edit(isMeasured: boolean): Promise<void> {
    const text = `${this.#text}export const typed = ${++this.#edits}\n`
    const start = performance.now()
    this.#editor.change(this.#file, text)
    this.#findings = (await this.#editor.diagnostics(this.#file)).length
    if (isMeasured) this.#times.push(performance.now() - start)
  }

  row(row: Pick<Row, 'tool' | 'version' | 'input'>): Row {
    const wall = spreadOf(this.#times)
    return { ...row, runs: this.#times.length, ...(wall !== undefined && { wall }), findings: this.#findings }
  }
}

/** A file of the generated project with an import that violates its layer, so that there is a finding. */
function fileWithFinding(directory: string): string {
  const files = readdirSync(join(directory, 'src'), { recursive: true, encoding: 'utf8' })
  const file = files.find((name) => name.endsWith('Module100.ts'))
  if (file === undefined) throw new Error('the generated project has no Module100.ts')
  return join('src', file)
}
