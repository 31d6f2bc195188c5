import { defineRule } from '../../src/core/rule.ts'
import { calledName } from '../../src/source/names/calls.ts'
import { roleOf } from '../../src/source/roles.ts'
import { isLeaky } from '../../src/source/security/compared-secrets.ts'
import { mayCompareSecrets } from '../../src/source/security/may-compare-secrets.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Secrets are compared in constant time',
  why: 'A comparison with `===` stops at the first character that differs, so its duration tells how much of a guess is right. Whoever measures often enough finds a signature or a key character by character.',
  fix: 'Compare buffers of the same length with crypto.timingSafeEqual: for keys and tokens, their SHA-256 digests.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['SEC-8'],
  references: ['CWE-208', 'Node.js: crypto.timingSafeEqual'],
  silentOn: [
    'digests without a key, such as ETags and checksums',
    'comparisons with constants, of lengths and of types',
    'settings that are no secrets, and those for browsers (`NEXT_PUBLIC_…`)',
    'two values of requests, or two of the configuration, such as a password and its repetition',
    'stored tokens, user names and ids',
    'UI components and tests',
  ],
  mentions: ['Hmac', 'Bearer ', '.hmac(', 'env', 'onfig', 'ettings', 'ecrets'],
  messages: {
    leaky:
      'This comparison stops at the first different character, so its duration reveals how much of the secret was right. Use crypto.timingSafeEqual on buffers of the same length, such as SHA-256 digests of both.',
  },
  examples: {
    bad: [
      {
        code: `import { createHmac } from 'node:crypto'

export function isSigned(body: Buffer, signature: string, secret: string) {
  return createHmac('sha256', secret).update(body).digest('hex') === signature
}`,
      },
      {
        title: 'a digest by any name',
        code: `const crypto = require('crypto')

exports.verify = (req, res, next) => {
  const mine = 'sha256=' + crypto.createHmac('sha256', process.env.HOOK_SECRET).update(req.rawBody).digest('hex')
  if (req.headers['x-hub-signature-256'] !== mine) return res.sendStatus(401)
  next()
}`,
      },
      {
        title: 'made by a function',
        code: `import { createHmac } from 'node:crypto'

const sign = (text: string) => createHmac('sha256', process.env.KEY!).update(text).digest('base64url')
export const isValid = (text: string, given: string) => given === sign(text)`,
      },
      {
        title: 'buffers',
        code: `import { createHmac } from 'node:crypto'

export function isSigned(body: Buffer, given: Buffer, key: Buffer) {
  const expected = createHmac('sha256', key).update(body).digest()
  return expected.equals(given)
}`,
      },
      {
        title: 'an API key in a header',
        code: `app.use((req, res, next) => {
  if (req.headers['x-api-key'] !== process.env.API_KEY) return res.sendStatus(401)
  next()
})`,
      },
      {
        title: 'a bearer token',
        code: `export async function GET(request: Request) {
  const authorization = request.headers.get('authorization')
  if (authorization !== \`Bearer \${process.env.CRON_SECRET}\`) return new Response('Unauthorized', { status: 401 })
  return Response.json(await run())
}`,
      },
      {
        title: 'a bearer token that the middleware was given',
        code: `export const bearer = (token: string): RequestHandler => (req, res, next) =>
  req.headers.authorization === \`Bearer \${token}\` ? next() : res.sendStatus(401)`,
      },
      {
        title: 'a key of the configuration, in Koa',
        code: `const config = require('./config')

module.exports = async (ctx, next) => {
  const key = ctx.get('X-Api-Key')
  if (key !== config.apiKey) ctx.throw(401)
  await next()
}`,
      },
      {
        title: 'a guard of Nest',
        code: `@Injectable()
export class KeyGuard implements CanActivate {
  constructor(private readonly config: ConfigService) {}

  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest()
    return request.headers['x-internal-token'] === this.config.get('INTERNAL_TOKEN')
  }
}`,
      },
      {
        title: 'a constant of the file',
        code: `const ADMIN_TOKEN = process.env.ADMIN_TOKEN

export const isAdmin = (request) => request.query.token === ADMIN_TOKEN`,
      },
    ],
    good: [
      {
        code: `import { createHmac, timingSafeEqual } from 'node:crypto'

export function isSigned(body: Buffer, signature: string, secret: string) {
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}`,
      },
      {
        title: 'a digest without a key',
        code: `import { createHash } from 'node:crypto'

export const isSame = (file, request) => createHash('sha1').update(file).digest('hex') === request.headers['if-none-match']
export const isKnown = (file, known) => createHash('sha1').update(file).digest('hex') === known.hash
export const keyOf = (id) => createHmac('sha256', process.env.KEY).update(id)`,
      },
      {
        title: 'whether it is set',
        code: `if (process.env.API_TOKEN === undefined || process.env.API_TOKEN === 'change-me') throw new Error('API_TOKEN is missing')`,
      },
      { title: 'no secret', code: `export const isCurrent = (req) => req.headers['x-version'] === process.env.CLIENT_VERSION` },
      { title: 'the second field of a form', code: `export const isSame = (req) => req.body.password === req.body.repeatedPassword` },
      { title: 'one of the settings', code: `export const isRotated = () => process.env.OLD_SECRET !== process.env.NEW_SECRET` },
      {
        title: 'stored hashes',
        code: `import bcrypt from 'bcrypt'

export const isRight = (req, user) => bcrypt.compare(req.body.password, user.passwordHash)
export const isOwner = (req, config) => req.user.id === config.ownerId`,
      },
      { title: 'a stored token', code: 'export const isOf = (req, user) => req.headers.authorization === `Bearer ${user.token}`' },
      { title: 'for browsers', code: `export const isOurs = (token) => token === process.env.NEXT_PUBLIC_SITE_TOKEN` },
    ],
  },
  check: ({ unit, report }) => {
    if (roleOf(unit) !== 'code' || !mayCompareSecrets(unit)) return {}
    return {
      BinaryExpression(node) {
        if (/^[!=]==?$/.test(node.operator) && isLeaky(unit, [node.left, node.right])) report(node, 'leaky', {})
      },
      CallExpression(node) {
        const { callee, arguments: [given] } = node
        const isEqual = callee.type === 'MemberExpression' && /^(?:equals|localeCompare)$/.test(calledName(node) ?? '')
        if (isEqual && given !== undefined && isLeaky(unit, [callee.object, given])) report(node, 'leaky', {})
      },
    }
  },
})
