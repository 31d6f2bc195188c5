import { defineRule } from '../../src/core/rule.ts'
import { roleOf } from '../../src/source/roles.ts'
import { openCorsIn, openCorsOf } from '../../src/source/security/cors.ts'
import type { OpenCors } from '../../src/source/security/cors.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'CORS with credentials is limited to known origins',
  why: 'A server that allows every origin together with credentials lets every page that a signed-in user visits read and change their data.',
  fix: 'List the origins that may send credentials, or do not allow credentials.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['SEC-5'],
  references: ['OWASP HTML5 Security Cheat Sheet', 'CWE-942', 'Fetch Standard, CORS protocol and credentials'],
  silentOn: [
    'any origin without credentials: a public API',
    'origins from a list, a configuration, or a function that checks them',
    'tests',
  ],
  mentions: ['cors', 'Cors', 'CORS', 'Access-Control', 'access-control'],
  messages: {
    reflected:
      'Every origin is allowed here together with credentials: every page that a signed-in user visits can read and change their data. List the allowed origins.',
    wildcard:
      "Credentials are allowed here for the origin '*', which browsers reject. Reflecting the origin of the request instead would let any page act for the user. List the allowed origins.",
    loose: "This pattern also matches domains of others, whose pages could then read and change users' data. Anchor it on both sides: `/^https:\\/\\/([\\w-]+\\.)?shop\\.com$/`.",
    fallback: 'If the setting is missing, every origin is allowed here together with credentials. Allow none in that case, or fail at startup.',
  },
  lesser: ['wildcard', 'fallback', 'loose'],
  examples: {
    bad: [
      { code: `import cors from 'cors'\n\napp.use(cors({ origin: true, credentials: true }))` },
      {
        title: 'a function that checks nothing',
        code: `import cors from 'cors'\n\napp.use(cors({ credentials: true, origin: (origin, callback) => callback(null, true) }))`,
      },
      {
        title: 'a pattern without an anchor, which also matches https://my-shop.com',
        code: `import cors from 'cors'\n\napp.use(cors({ origin: /shop\\.com$/, credentials: true }))`,
      },
      {
        title: 'a function that always agrees',
        code: `import { cors } from '@elysiajs/cors'\n\napp.use(cors({ origin: () => true, credentials: true }))`,
      },
      {
        title: 'headers set by hand',
        code: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})`,
      },
    ],
    good: [
      { code: `import cors from 'cors'\n\napp.use(cors({ origin: ['https://shop.example.com'], credentials: true }))` },
      {
        title: 'patterns with anchors',
        code: `import cors from 'cors'\n\napp.use(cors({ origin: [/^https:\\/\\/([\\w-]+\\.)?shop\\.com$/, /\\.shop\\.com$/, /^http:\\/\\/localhost/], credentials: true }))`,
      },
      { title: 'a public API', code: `import cors from 'cors'\n\napp.use(cors())` },
      {
        title: 'checked by hand',
        code: `app.use((req, res, next) => {
  if (origins.has(req.headers.origin)) {
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
    res.setHeader('Access-Control-Allow-Credentials', 'true')
  }
  next()
})`,
      },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) === 'test') return {}
    const say = (open: OpenCors | undefined): void => {
      if (open !== undefined) report(open.node, open.kind, {})
    }
    return {
      CallExpression(call) {
        say(openCorsOf(unit, call))
      },
      Property(property) {
        say(openCorsIn(unit, property))
      },
    }
  },
})
