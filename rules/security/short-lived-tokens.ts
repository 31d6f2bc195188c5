import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import { endsByDefault, signingModules } from '../../src/project/services/token-lifetime.ts'

export default defineRule({
  subject: project,
  title: 'Signed tokens expire',
  why: 'A signed token is trusted without a lookup, so it cannot be revoked. A stolen one works until it expires, and one that never expires is a password that nobody can change.',
  fix: 'Let access tokens expire after minutes (`expiresIn: "15m"`) and renew them with a refresh token that the server can revoke.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-1'],
  references: ['RFC 8725', 'OWASP JSON Web Token Cheat Sheet', 'CWE-613'],
  silentOn: [
    'options and payloads defined elsewhere that may set an expiration',
    "tokens whose expiration a module or plugin sets, or may set, for all: Nest's JwtModule, @fastify/jwt",
    'refresh tokens, invitations, devices and service accounts, by their names',
    'tests',
  ],
  options: {
    mostDays: { type: 'integer', description: 'The longest lifetime, in days, that a literal may set for an access token.', default: 30 },
  },
  messages: {
    endless: 'This token never expires: whoever gets it once can use it forever. Set `expiresIn` (or the claim `exp`), to minutes for an access token.',
    unset: 'The tokens signed by {{library}} here never expire: neither this call nor its setup ({{place}}) has `{{option}}`. Set it there, to minutes for access tokens.',
    long: 'This token is valid for {{days}} days and cannot be revoked: let it expire after minutes, and renew it with a refresh token.',
  },
  lesser: ['long'],
  examples: {
    bad: [
      { code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET)` },
      {
        title: 'a year',
        code: `const { sign } = require('jsonwebtoken')\n\nexports.login = (user) => sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: '365d' })`,
      },
      {
        title: 'a year, in the configuration',
        code: {
          'src/config.js': "const base = { jwt: { secret: process.env.JWT_SECRET, ttl: '365d' } }\nmodule.exports = Object.assign({}, base, { port: 3000 })\n",
          'src/login.js': "const jwt = require('jsonwebtoken')\nconst config = require('./config')\n\nexports.login = (user) => jwt.sign({ sub: user.id }, config.jwt.secret, { expiresIn: config.jwt.ttl })\n",
        },
      },
      {
        title: 'a builder without an expiration',
        code: `import { SignJWT } from 'jose'\n\nexport const tokenFor = (user, key) => new SignJWT({ sub: user.id }).setProtectedHeader({ alg: 'ES256' }).setIssuedAt().sign(key)`,
      },
    ],
    good: [
      { code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: '15m' })` },
      {
        title: 'minutes, in the configuration',
        code: {
          'src/config.ts': "export const config = { jwt: { ttl: '15m', seconds: 7776000, set: process.env.JWT_TTL ?? '365d' } }\n",
          'src/login.ts': `import jwt from 'jsonwebtoken'
import { config } from './config'

const sign = (user, expiresIn) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn })
export const signs = [
  (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: config.jwt.ttl }),
  (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: config.jwt.seconds }),
  (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: config.jwt.set }),
]
`,
        },
      },
      {
        title: 'the expiration as a claim',
        code: `import jwt from 'jsonwebtoken'\n\nexport const tokenFor = (user) => jwt.sign({ sub: user.id, exp: Math.floor(Date.now() / 1000) + 900 }, process.env.JWT_SECRET)`,
      },
      {
        title: 'a refresh token',
        code: `import jwt from 'jsonwebtoken'\n\nexport const refreshTokenFor = (session) => jwt.sign({ sid: session.id }, process.env.REFRESH_SECRET, { expiresIn: '90d' })`,
      },
    ],
  },
  check: ({ unit, options, report }) => ({
    Project() {
      for (const { module, lifetimes } of signingModules(unit)) {
        for (const { kind, range, days = 0, library } of lifetimes) {
          const place = { file: module.file, range }
          if (kind === 'endless') report(place, 'endless', {})
          if (kind === 'lasting' && days > options.mostDays) report(place, 'long', { days: Math.round(days) })
          const setUp = kind === 'byDefault' ? endsByDefault(unit, module, library) : 'set'
          if (setUp !== 'set') report(place, 'unset', { library, option: setUp.option, place: setUp.name }, { related: [{ place: setUp.place, message: 'Set up here.' }] })
        }
      }
    },
  }),
})
