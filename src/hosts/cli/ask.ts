import { createInterface } from 'node:readline/promises'
import type { Interface } from 'node:readline/promises'

/** What the user may reply to a question. */
export type Answer = 'yes' | 'no' | 'show' | 'quit'

const answers: ReadonlyMap<string, Answer> = new Map([
  ['', 'yes'],
  ['y', 'yes'],
  ['yes', 'yes'],
  ['n', 'no'],
  ['no', 'no'],
  ['d', 'show'],
  ['diff', 'show'],
  ['q', 'quit'],
  ['quit', 'quit'],
])

/** Asks questions in the terminal. Has to be closed by whoever opened it. */
export class Dialogue {
  readonly #terminal: Interface
  /** One iterator for all questions, so that answers typed ahead are not lost. */
  readonly #lines: AsyncIterator<string, unknown>

  constructor(input: NodeJS.ReadStream, output: NodeJS.WritableStream) {
    this.#terminal = createInterface({ input, output })
    this.#lines = this.#terminal[Symbol.asyncIterator]()
    this.#terminal.once('SIGINT', () => {
      this.close()
    })
  }

  /** Asks until there is a valid answer. The end of the input and Ctrl-C count as `quit`. */
  async ask(question: string): Promise<Answer> {
    for (;;) {
      this.#terminal.setPrompt(`${question} [Y]es, [n]o, [d]iff, [q]uit: `)
      this.#terminal.prompt()
      const { done, value } = await this.#lines.next()
      const answer = done === true ? 'quit' : answers.get(value.trim().toLowerCase())
      if (answer !== undefined) return answer
    }
  }

  close(): void {
    this.#terminal.close()
  }
}
