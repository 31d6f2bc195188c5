import { createInterface } from 'node:readline/promises'

import type { Terminal } from './terminal.ts'

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

/**
 * Asks until there is an answer; the end of the input, and Ctrl-C, mean to stop.
 * @param question without the choices
 */
export async function ask(question: string, stdin: NodeJS.ReadStream, { stdout }: Pick<Terminal, 'stdout'>): Promise<Answer> {
  const prompt = createInterface({ input: stdin, output: stdout })
  const over = new Promise<'quit'>((resolve) => {
    prompt.once('close', () => {
      resolve('quit')
    })
    prompt.once('SIGINT', () => {
      resolve('quit')
    })
  })
  try {
    for (;;) {
      const given = await Promise.race([prompt.question(`${question} [Y]es, [n]o, [d]iff, [q]uit: `), over])
      const answer = answers.get(given.trim().toLowerCase())
      if (answer !== undefined) return answer
    }
  } finally {
    prompt.close()
  }
}
