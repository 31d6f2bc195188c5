import type { TSESTree } from '@typescript-eslint/utils'
import { defineRule } from '../../src/core/rule.ts'
import { calledAgain, flawOfLoop, flawOfRetryCall, mayRetry } from '../../src/source/duties/retries.ts'
import { roleOf } from '../../src/source/roles.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Retries are bounded and wait longer each time',
  why: 'Clients that try again at once, and for ever, keep an overloaded service down; and one that never gives up never tells its own caller.',
  fix: 'Give up after a few tries, and wait between them, exponentially and with jitter: p-retry with { retries: 5 }, axios-retry with retryDelay: axiosRetry.exponentialDelay.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-3'],
  references: ['AWS Builders Library: Timeouts, retries, and backoff with jitter'],
  silentOn: [
    'loops that ask no other service: tries against what answers at once need no pause',
    'loops that wait for work, and those that go through a list of alternatives',
    'connections that were open once: drivers open them again by themselves',
    'options that come from elsewhere or are spread',
    'tests',
  ],
  mentions: ['retry', 'Retry', 'retries', 'Retries', 'backOff', 'attempt', 'Attempt', 'tries', 'while (true)', 'while (!', 'while(', 'for (;;)', 'for(;;)', '.connect(', '.initialize(', '.authenticate('],
  messages: {
    endless: 'This tries again without end: while the other side is down nobody is told, and the load keeps it down. Give up after a few tries.',
    hasty: 'This tries again at once: a service that fails because it has too much to do is given more. Wait between tries, longer each time and not all at once.',
  },
  examples: {
    bad: [
      {
        code: `import pRetry from 'p-retry'

export const rates = () => pRetry(load, { forever: true })`,
      },
      {
        title: 'at once, by default',
        code: `const axios = require('axios')
const axiosRetry = require('axios-retry')

axiosRetry(axios, { retries: 5 })`,
      },
      {
        title: 'a loop without a pause',
        code: `export async function rates() {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await fetch('https://rates.example.com')
    } catch (error) {
      logger.warn(error)
    }
  }
  throw new Error('no rates')
}`,
      },
      {
        title: 'a function that begins anew',
        code: `export async function ratesWithRetry(url) {
  try {
    return await fetch(url)
  } catch (error) {
    await sleep(1000)
    return ratesWithRetry(url)
  }
}`,
      },
      {
        title: 'a loop without an end',
        code: `export async function ratesWithRetry() {
  while (true) {
    try {
      return await fetch('https://rates.example.com')
    } catch (error) {
      await sleep(1000)
    }
  }
}`,
      },
    ],
    good: [
      {
        code: `import axios from 'axios'
import axiosRetry from 'axios-retry'
import pRetry from 'p-retry'

axiosRetry(axios, { retries: 3, retryDelay: axiosRetry.exponentialDelay })
export const rates = () => pRetry(load, { retries: 5 })`,
      },
      {
        title: 'a pause that grows',
        code: `export async function rates() {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await fetch('https://rates.example.com')
    } catch (error) {
      await sleep(100 * 2 ** attempt)
    }
  }
  throw new Error('no rates')
}`,
      },
      {
        title: 'a function that counts',
        code: `export async function ratesWithRetry(url, tries = 5) {
  try {
    return await fetch(url)
  } catch (error) {
    if (tries === 0) throw error
    await sleep(1000)
    return ratesWithRetry(url, tries - 1)
  }
}`,
      },
      {
        title: 'alternatives',
        code: `export async function rates(hosts) {
  for (let index = 0; index < hosts.length; index++) {
    try {
      return await fetch(hosts[index])
    } catch (error) {
      logger.warn(error)
    }
  }
}`,
      },
      {
        title: 'work that goes on for ever',
        code: `while (true) {
  try {
    await fetch(await queue.next())
  } catch (error) {
    logger.error(error)
  }
}`,
      },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) === 'test' || !mayRetry(unit)) return {}
    const judge = (loop: TSESTree.WhileStatement | TSESTree.ForStatement | TSESTree.DoWhileStatement): void => {
      const flaw = flawOfLoop(unit, loop)
      if (flaw !== undefined) report({ range: [loop.range[0], loop.body.range[0]] }, flaw, {})
    }
    return {
      CallExpression(call) {
        const flaw = flawOfRetryCall(unit, call)
        if (flaw !== undefined) report(call.callee, flaw, {})
      },
      WhileStatement: judge,
      ForStatement: judge,
      DoWhileStatement: judge,
      CatchClause(handler) {
        const again = calledAgain(unit, handler)
        if (again !== undefined) report(again, 'endless', {})
      },
    }
  },
})
