import { createInterface } from 'node:readline/promises'
import type { Interface } from 'node:readline/promises'

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

/** Questions to somebody at a terminal. Whoever opens it closes it. */
export class Dialogue {
  readonly #terminal: Interface
  /** Kept, so that answers that are typed before their question are not lost. */
  readonly #lines: AsyncIterator<string, unknown>

  constructor(input: NodeJS.ReadStream, output: NodeJS.WritableStream) {
    this.#terminal = createInterface({ input, output })
    this.#lines = this.#terminal[Symbol.asyncIterator]()
    this.#terminal.once('SIGINT', () => {
      this.close()
    })
  }

  /** Asks until there is an answer; the end of the input, and Ctrl-C, mean to stop. */
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
