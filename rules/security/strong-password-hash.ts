import { defineRule } from '../../src/core/rule.ts'
import { passwordFlaws } from '../../src/project/services/passwords.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Passwords are stored as slow, salted hashes',
  why: 'User tables leak. Passwords hashed with MD5 or SHA can be guessed at billions of attempts a second, and unhashed ones can simply be read. People reuse them elsewhere.',
  fix: 'Hash passwords with argon2id, scrypt or bcrypt at their recommended cost, and compare with their own function.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['SEC-2'],
  references: ['OWASP Password Storage Cheat Sheet', 'CWE-916', 'CWE-256'],
  silentOn: [
    'a fast hash whose result is passed to bcrypt, scrypt or argon2',
    'the SHA-1 that a check against known breaches requires',
    'costs from the configuration',
    'comparisons with the second field of a form or the old password',
    'tests, seeds and migrations',
  ],
  messages: {
    fast: '`{{value}}` is hashed with {{algorithm}}, which is designed to be fast: whoever gets the hashes can guess the passwords at billions of attempts a second. Use argon2id, scrypt or bcrypt.',
    cheap: "A password hash with {{parameter}} {{given}} can be guessed too cheaply on today's hardware: use at least {{least}}.",
    lookedUp:
      'Users are looked up by `{{value}}`, which works only if passwords are stored as plain text or unsalted hashes. Look up the user by name, and compare the password with bcrypt, scrypt or argon2.',
    stored:
      '`{{value}}` is stored by {{method}} as the client sent it, and no model in between could hash it: whoever sees the table can read it. Hash it with argon2id, scrypt or bcrypt first.',
    compared:
      '`{{value}}` is compared with {{operator}}, so it is stored as plain text, readable to whoever sees the table. Store a hash with argon2id, scrypt or bcrypt, and compare with their own function.',
  },
  lesser: ['cheap', 'stored'],
  examples: {
    bad: [
      {
        code: `import { createHash } from 'node:crypto'

export async function register(users, email, password) {
  await users.insert({ email, password: createHash('sha256').update(password).digest('hex') })
}`,
      },
      { title: 'a cost of ten years ago', code: `const bcrypt = require('bcrypt')\n\nexports.hash = (password) => bcrypt.hash(password, 6)` },
      {
        title: 'stored as plain text',
        code: `export async function login(req, res) {
  const user = await User.findOne({ where: { email: req.body.email, password: req.body.password } })
  res.json({ user })
}`,
      },
      {
        title: 'replaced by plain text',
        code: `export async function reset(req, res) {
  await db.update(users).set({ password: req.body.password }).where(eq(users.email, req.body.email))
  res.sendStatus(204)
}`,
      },
      {
        title: 'from a body of Nest',
        code: `@Controller('users')
export class UsersController {
  @Post()
  register(@Body() user) {
    return this.prisma.user.create({ data: { email: user.email, password: user.password } })
  }
}`,
      },
      {
        title: 'from the input of a procedure',
        code: `export const register = publicProcedure.input(account).mutation(({ input }) => prisma.user.create({ data: { password: input.password } }))`,
      },
      {
        title: 'from the arguments of a mutation',
        code: `export const resolvers = { Mutation: { register: (_, { password }) => db.collection('users').insertOne({ password }) } }`,
      },
      {
        title: 'compared as plain text',
        code: `export async function login(req, res) {
  const user = await users.byEmail(req.body.email)
  if (user.password !== req.body.password) return res.sendStatus(401)
  res.json({ id: user.id })
}`,
      },
    ],
    good: [
      {
        code: `import argon2 from 'argon2'

export const hash = (password) => argon2.hash(password)
export const isRight = (user, password) => argon2.verify(user.passwordHash, password)`,
      },
      {
        title: 'shortened first, because bcrypt uses 72 bytes',
        code: `import bcrypt from 'bcrypt'
import { createHash } from 'node:crypto'

export const hash = (password) => bcrypt.hash(createHash('sha256').update(password).digest('base64'), 12)`,
      },
      {
        title: 'a check against known breaches',
        code: `import { createHash } from 'node:crypto'

export async function isKnown(password) {
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase()
  const response = await fetch('https://api.pwnedpasswords.com/range/' + digest.slice(0, 5))
  return (await response.text()).includes(digest.slice(5))
}`,
      },
      {
        title: 'the protocol of a database',
        code: `import { createHash } from 'node:crypto'

const sha1 = (data) => createHash('sha1').update(data).digest()
export const mysqlAnswer = (password, nonce) => {
  const first = createHash('sha1').update(password).digest()
  return xor(first, createHash('sha1').update(nonce).update(sha1(first)).digest())
}
const md5 = (data) => createHash('md5').update(data).digest('hex')
export const postgresAnswer = (user, password, salt) => 'md5' + md5(Buffer.concat([Buffer.from(md5(password + user)), salt]))`,
      },
      {
        title: 'the second field of a form',
        code: `export function changePassword(req, res) {
  if (req.body.password !== req.body.confirmPassword) res.sendStatus(400)
}`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Module(module) {
      for (const { range, ...flaw } of passwordFlaws(unit, module)) {
        const place = { file: module.file, range }
        if (flaw.kind === 'fast') report(place, 'fast', flaw)
        else if (flaw.kind === 'cheap') report(place, 'cheap', flaw)
        else if (flaw.kind === 'lookedUp') report(place, 'lookedUp', flaw)
        else if (flaw.kind === 'stored') report(place, 'stored', flaw)
        else report(place, 'compared', flaw)
      }
    },
  }),
})
