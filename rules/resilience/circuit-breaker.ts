import { defineRule } from '../../src/core/rule.ts'
import { answersProbesOnly } from '../../src/project/services/protection.ts'
import { outboundOf } from '../../src/project/services/outbound.ts'
import { project } from '../../src/project/subject.ts'
import { hasUnseenCode, usesOne } from '../../src/project/services/used-packages.ts'
import { breakerPackages } from '../../src/source/models/http-clients.ts'

export default defineRule({
  subject: project,
  title: 'Calls to other services go through a circuit breaker',
  why: 'When a service is down, each request still waits for its timeout, until callers are down too. A breaker fails at once and lets the other side recover.',
  fix: 'Wrap the client of each service in a breaker with a fallback (opossum, cockatiel), or let a service mesh do so and turn this rule off.',
  presets: { strict: 'warn' },
  checklist: ['REL-3'],
  references: ['Release It!, Circuit Breaker'],
  silentOn: [
    'applications that call no other service',
    'your own breakers: code that names an open circuit',
    'serverless functions, command lines, tests: what does not listen, and workers that serve only health checks',
  ],
  messages: {
    missing:
      'This application calls other services ({{example}}{{more}}) without a circuit breaker: while one of them is down, every request waits for it. Wrap the clients in one, such as opossum or cockatiel.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': "import express from 'express'\nimport './rates'\n\nexpress().listen(3000)\n",
          'src/rates.ts': "import axios from 'axios'\n\nexport const latest = () => axios.get('https://rates.example.com', { timeout: 5_000 })\n",
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': "import express from 'express'\nimport './rates'\n\nexpress().listen(3000)\n",
          'src/rates.ts': `import axios from 'axios'
import CircuitBreaker from 'opossum'

const latest = new CircuitBreaker(() => axios.get('https://rates.example.com', { timeout: 5_000 }))
export const rates = () => latest.fire()
`,
        },
      },
      {
        title: 'your own breaker',
        code: {
          'src/server.ts': "import express from 'express'\nimport './rates'\n\nexpress().listen(3000)\n",
          'src/rates.ts': `let failures = 0
let openUntil = 0

export async function latest() {
  if (Date.now() < openUntil) throw new Error('rates are not asked at the moment')
  try {
    return await fetch('https://rates.example.com', { signal: AbortSignal.timeout(5_000) })
  } catch (error) {
    if (++failures > 5) openUntil = Date.now() + 10_000
    throw error
  }
}
`,
        },
      },
      {
        title: 'no calls to other services',
        code: { 'src/server.ts': "import express from 'express'\n\nexpress().listen(3000)\n" },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      if (usesOne(unit, application, breakerPackages, /circuit-?breaker/) || hasUnseenCode(application) || answersProbesOnly(unit, application)) return
      if ([...application.modules].some(({ late }) => late.service('breaksCircuits'))) return
      const [first, ...others] = outboundOf(application)
      if (first === undefined) return
      const files = new Set(others.map(({ module }) => module)).size
      report(application.location, 'missing', {
        example: `${first.requests[0]?.name ?? first.client} in ${unit.nameOf(first.module.file)}`,
        more: files === 0 ? '' : files === 1 ? ' and in one more file' : ` and in ${files} more files`,
      })
    },
  }),
})
