import { defineRule } from '../../src/core/rule.ts'
import { calledFrom } from '../../src/source/names/called.ts'
import { holdsNoSecrets } from '../../src/source/security/no-secrets-here.ts'
import { secretMadeOf } from '../../src/source/security/predictable.ts'
import { source } from '../../src/source/subject.ts'

export default defineRule({
  subject: source,
  title: 'Tokens and codes cannot be predicted',
  why: 'Math.random() is fast, not secret: whoever sees a few of its values can compute the next ones, and the time is known to everybody. A token for resetting a password that is made of them can be guessed.',
  fix: 'Use crypto.randomBytes() or crypto.randomUUID() for tokens, and crypto.randomInt() for codes of digits.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-1'],
  references: ['CWE-338', 'OWASP Cryptographic Storage Cheat Sheet: Secure Random Number Generation'],
  silentOn: [
    'names of files, ids of requests and log lines, colours, samples, delays',
    'codes that let nobody in, such as those of vouchers and rooms',
    'values that contain secure random bytes as well, or are signed',
    'times of expiry, and nonces that have to grow',
    'values that are passed to other functions',
    'UI components, tests, seeds, examples and made-up data',
  ],
  mentions: ['Math.random', 'Date.now', 'getTime', 'uuid'],
  messages: {
    predictable: '`{{name}}` is made with {{source}}, so whoever sees a few or knows the time can compute others. Use crypto.randomBytes(), crypto.randomInt() or crypto.randomUUID().',
  },
  examples: {
    bad: [
      { code: `exports.forgot = async (req, res) => {\n  const resetToken = Math.random().toString(36).slice(2)\n  await mail(req.body.email, resetToken)\n}` },
      { title: 'a code of digits', code: `export const makeOtp = () => Math.floor(100000 + Math.random() * 900000)` },
      { title: 'a hash of the time', code: `user.verificationToken = crypto.createHash('md5').update(String(Date.now())).digest('hex')` },
      {
        title: 'character by character',
        code: `function generateApiKey(length) {
  let result = ''
  for (let i = 0; i < length; i++) result += letters.charAt(Math.floor(Math.random() * letters.length))
  return result
}`,
      },
      {
        title: 'by a function',
        code: `const randomString = (length) => [...Array(length)].map(() => Math.floor(Math.random() * 16).toString(16)).join('')

export const invite = (email) => invitations.save({ email, inviteCode: randomString(8) })`,
      },
      { title: 'a template', code: 'class Tokens {\n  create(user) {\n    const refreshToken = `${user.id}.${Date.now()}.${Math.random()}`\n    return refreshToken\n  }\n}' },
      { title: 'a UUID of the time', code: `import { v1 as uuid } from 'uuid'\n\nexport const start = (user) => sessions.save({ user, sessionId: uuid() })` },
      {
        title: 'by another name at first',
        code: `exports.forgot = async (req, res) => {
  const code = Math.floor(100000 + Math.random() * 900000)
  await users.update({ email: req.body.email }, { resetToken: code })
  res.sendStatus(202)
}`,
      },
      { title: 'a password', code: `export function temporaryPassword() {\n  return Math.random().toString(36).slice(-8)\n}` },
    ],
    good: [
      { code: `import { randomBytes, randomInt } from 'node:crypto'\n\nexport const resetToken = () => randomBytes(32).toString('base64url')\nexport const otp = () => randomInt(0, 1_000_000).toString().padStart(6, '0')` },
      { title: 'a delay', code: `export const retryDelay = (attempt) => 2 ** attempt * 100 + Math.random() * 100` },
      { title: 'an id in logs', code: `const requestId = Math.random().toString(36).slice(2)` },
      { title: 'the name of a file', code: `const fileName = Date.now() + '-' + Math.round(Math.random() * 1e9)` },
      { title: 'when it expires', code: `const tokenExpires = Date.now() + 3_600_000\nconst token = tokens.find((one) => one.expires > Date.now())` },
      { title: 'the time beside random bytes', code: "const token = `${Date.now()}.${randomBytes(16).toString('hex')}`" },
      { title: 'signed', code: `const token = jwt.sign({ id, iat: Math.floor(Date.now() / 1000) }, process.env.JWT_SECRET)` },
      { title: 'a sample', code: `const isSampled = Math.random() < 0.1\nconst token = tokens[Math.floor(Math.random() * tokens.length)]\nconst quote = quotes[Math.floor(Math.random() * quotes.length)]` },
      {
        title: 'the time as a default, in what a function for tokens calls',
        code: `const answer = (token, expiresAt, now = Math.floor(Date.now() / 1000)) => ({ token, expiresIn: expiresAt - now })
export const getAccessToken = async (id) => {
  const { value, expiresAt } = await tokens.find(id)
  return answer(value, expiresAt)
}`,
      },
      { title: 'a code that lets nobody in', code: `const code = Math.random().toString(36).slice(2)\nvouchers.save({ code, name: code })` },
      { title: 'a nonce that has to grow', code: `const nonce = Date.now().toString()` },
    ],
  },
  check: ({ unit, report }) => {
    // Libraries of made-up values have passwords among them.
    if (unit.language.endsWith('sx') || holdsNoSecrets(unit) || /lorem|faker|random_?(?:email|first)/i.test(unit.text)) return {}
    const reported = new Set<string>()
    return {
      CallExpression(node) {
        const called = unit.text.slice(...node.callee.range)
        const isOfTime = calledFrom(unit, node, { uuid: ['v1'] }) !== undefined
        if (!isOfTime && !/^(?:Math\.random|Date\.now|new Date\(\)\.getTime)$/.test(called)) return
        const name = secretMadeOf(unit, node, isOfTime)
        if (name === undefined || reported.has(name) || (called === 'Date.now' && /nonce$/i.test(name))) return
        reported.add(name)
        report(node, 'predictable', { name, source: isOfTime ? 'a UUID of the time' : `${called}()` })
      },
    }
  },
})
