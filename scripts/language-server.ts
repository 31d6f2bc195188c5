import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const repository = join(import.meta.dirname, '..')

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
}

export interface Diagnostic {
  readonly code?: string
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

/** What an editor's user says of languages. */
export interface EditorSettings {
  readonly 'eslint.probe': readonly string[]
  readonly 'eslint.validate': readonly string[]
}

interface Action {
  readonly title: string
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] }
}

/** An editor, as far as ESLint's language server needs one. */
export class Editor {
  readonly #directory: string
  readonly #languages: ReadonlySet<string>
  readonly #server
  readonly #waiting = new Map<number, (result: unknown) => void>()
  readonly #texts = new Map<string, { text: string; version: number }>()
  /** What the server has asked to be changed. */
  readonly edits: unknown[] = []
  #buffer = Buffer.alloc(0)
  readonly #options: object
  #lastId = 0

  /**
   * @param settings the editor's settings: of which languages it tells the server
   * @param more what ESLint is to be created with (`eslint.options`), and variables for the server
   */
  constructor(directory: string, settings: EditorSettings, more: { readonly options?: object; readonly env?: Readonly<Record<string, string>> } = {}) {
    this.#directory = directory
    this.#options = more.options ?? {}
    this.#languages = new Set(settings['eslint.validate'].filter((language) => settings['eslint.probe'].includes(language)))
    const program = join(repository, 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server')
    this.#server = spawn(process.execPath, [program, '--stdio'], { cwd: directory, env: { ...process.env, ...more.env } })
    this.#server.stdout.on('data', (bytes: Buffer) => this.#receive(bytes))
  }

  async start(): Promise<void> {
    const uri = pathToFileURL(this.#directory).href
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'sample' }],
      capabilities: {
        textDocument: { diagnostic: { dynamicRegistration: true } },
        workspace: { configuration: true, workspaceFolders: true, applyEdit: true },
      },
    })
    this.#send({ method: 'initialized', params: {} })
  }

  stop(): void {
    this.#server.kill()
  }

  open(name: string, languageId: string): void {
    if (!this.#languages.has(languageId)) throw new Error(`the editor's settings keep ${languageId} from the server`)
    const text = readFileSync(join(this.#directory, name), 'utf8')
    this.#texts.set(name, { text, version: 1 })
    this.#send({ method: 'textDocument/didOpen', params: { textDocument: { uri: this.#uriOf(name), languageId, version: 1, text } } })
  }

  change(name: string, text: string): void {
    const version = (this.#texts.get(name)?.version ?? 0) + 1
    this.#texts.set(name, { text, version })
    this.#send({ method: 'textDocument/didChange', params: { textDocument: { uri: this.#uriOf(name), version }, contentChanges: [{ text }] } })
  }

  async diagnostics(name: string): Promise<Diagnostic[]> {
    const report = (await this.#request('textDocument/diagnostic', { textDocument: { uri: this.#uriOf(name) } })) as { items?: Diagnostic[] }
    return report.items ?? []
  }

  async actions(name: string, diagnostic: Diagnostic): Promise<Action[]> {
    const params = { textDocument: { uri: this.#uriOf(name) }, range: diagnostic.range, context: { diagnostics: [diagnostic] } }
    return ((await this.#request('textDocument/codeAction', params)) ?? []) as Action[]
  }

  async execute({ command }: Action): Promise<void> {
    await this.#request('workspace/executeCommand', { command: command?.command, arguments: command?.arguments })
  }

  #uriOf(name: string): string {
    return pathToFileURL(join(this.#directory, name)).href
  }

  #request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId
    this.#send({ id, method, params })
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    this.#server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`)
    this.#server.stdin.write(body)
  }

  #receive(bytes: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, bytes])
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, end).toString())?.[1])
      if (this.#buffer.length < end + 4 + length) return
      const message = JSON.parse(this.#buffer.subarray(end + 4, end + 4 + length).toString()) as Message
      this.#buffer = this.#buffer.subarray(end + 4 + length)
      this.#handle(message)
    }
  }

  #handle({ id, method, params, result }: Message): void {
    if (method === undefined) {
      if (id === undefined) return
      this.#waiting.get(id)?.(result)
      this.#waiting.delete(id)
    } else if (id !== undefined) this.#send({ id, result: this.#answer(method, params) })
  }

  #answer(method: string, params: unknown): unknown {
    if (method === 'workspace/configuration') return (params as { items: unknown[] }).items.map(() => settings(this.#directory, this.#options))
    if (method === 'eslint/confirmESLintExecution') return 4
    if (method === 'workspace/applyEdit') {
      this.edits.push((params as { edit: unknown }).edit)
      return { applied: true }
    }
    return null
  }
}

function settings(directory: string, options: object): object {
  return {
    validate: 'on',
    run: 'onType',
    quiet: false,
    onIgnoredFiles: 'off',
    useFlatConfig: true,
    useESLintClass: true,
    experimental: {},
    problems: { shortenToSingleLine: false },
    rulesCustomizations: [],
    options,
    nodePath: null,
    codeAction: { disableRuleComment: { enable: true, location: 'separateLine' }, showDocumentation: { enable: true } },
    codeActionOnSave: { mode: 'all' },
    format: false,
    workingDirectory: { mode: 'location' },
    workspaceFolder: { uri: pathToFileURL(directory).href, name: 'sample' },
  }
}
