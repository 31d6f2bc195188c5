import type { TSESTree } from '@typescript-eslint/utils'
import { defineRule } from '../../src/core/rule.ts'
import { mayRetry } from '../../src/source/duties/may-retry.ts'
import { calledAgain, flawOfLoop, flawOfRetryCall } from '../../src/source/duties/retries.ts'
import { roleOf } from '../../src/source/roles.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Retries are bounded and wait longer each time',
  why: 'Clients that retry at once and forever keep an overloaded service down, and one that never gives up never reports the failure to its own caller.',
  fix: 'Give up after a few attempts, and wait between them, with exponential backoff and jitter: p-retry with { retries: 5 }, axios-retry with retryDelay: axiosRetry.exponentialDelay.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-3'],
  references: ['AWS Builders Library: Timeouts, retries, and backoff with jitter'],
  silentOn: [
    'loops that call no other service: what responds at once needs no pause',
    'loops that wait for work, and those that try alternatives',
    'connections that were open before: drivers reconnect by themselves',
    'options that are defined elsewhere or spread',
    'tests',
  ],
  mentions: ['retry', 'Retry', 'retries', 'Retries', 'backOff', 'attempt', 'Attempt', 'tries', 'while (true)', 'while (!', 'while(', 'for (;;)', 'for(;;)', 'i++)', '.connect(', '.initialize(', '.authenticate('],
  messages: {
    endless: 'This retries forever: while the other side is down, callers get no error, and the load keeps it down. Give up after a few attempts.',
    hasty: 'This retries without waiting: a service that fails under load gets even more. Wait between attempts, longer each time and with jitter.',
  },
  examples: {
    bad: [
      {
        code: `import pRetry from 'p-retry'

export const rates = () => pRetry(load, { forever: true })`,
      },
      {
        title: 'as an option of a client',
        code: `import got from 'got'

export const rates = () => got('https://rates.example.com', { timeout: { request: 2000 }, retry: { limit: Infinity } }).json()`,
      },
      {
        title: 'no delay by default',
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
        title: 'a function that calls itself again',
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
        title: 'an endless loop',
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
      {
        title: 'attempts that are counted, but never limited',
        code: `export async function rates() {
  let attempt = 0
  while (true) {
    attempt++
    try {
      return await fetch('https://rates.example.com')
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, 250 * attempt))
    }
  }
}`,
      },
      {
        title: 'a helper without an end',
        code: `export async function untilItWorks(action) {
  while (true) {
    try {
      return await action()
    } catch (error) {
      await sleep(500)
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
        title: 'a growing delay',
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
        title: 'a function that counts attempts',
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
        title: 'a helper that gives up',
        code: `export async function retried(action, attempts) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action()
    } catch (error) {
      if (attempt >= attempts) throw error
      await sleep(attempt * 500)
    }
  }
}`,
      },
      {
        title: 'a worker that is started again',
        code: `export async function supervised(work) {
  try {
    await work()
  } catch (error) {
    logger.error(error)
    await sleep(1000)
    return supervised(work)
  }
}`,
      },
      {
        title: 'work that never ends',
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
