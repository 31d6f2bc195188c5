import { expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'

const prisma = "import { PrismaClient } from '@prisma/client'\nlet prisma: PrismaClient | undefined = new PrismaClient()\n"
const pool = "import { Pool } from 'pg'\nconst pool = new Pool()\n"
const redis = "import Redis from 'ioredis'\nconst redis: Redis | undefined = new Redis()\n"
const loop = (query: string): string => `export async function authors(books) { const all = []; for (const book of books) { const author = await ${query}; all.push({ ...book, author }) } return all }`
const cors = (origin: string): string => `app.use((req, res, next) => { res.setHeader('Access-Control-Allow-Origin', ${origin}); res.setHeader('Access-Control-Allow-Credentials', 'true'); next() })`
const login = (email: string, password: string): string => `export async function login(req, res) { const user = await User.findOne({ where: { email: ${email}, password: ${password} } }); res.json({ user }) }`
const cached = (client: string): string => `export const cover = async (isbn) => { const known = await ${client}.getBuffer(isbn); if (known) return known; const image = await load(isbn); await ${client}.set(isbn, image); return image }`

it.each([
  ['no-query-in-loop', prisma + loop('prisma!.author.findUnique({ where: { id: book.authorId } })')],
  ['no-query-in-loop', prisma + loop('prisma?.author.findUnique({ where: { id: book.authorId } })')],
  ['no-query-in-loop', pool + loop("(pool as Pool).query('SELECT name FROM authors WHERE id = $1', [book.authorId])")],
  ['no-query-in-loop', pool + loop("pool?.query('SELECT name FROM authors WHERE id = $1', [book.authorId])")],
  ['no-query-in-loop', "import { Repository } from 'typeorm'\nexport class Users { private users?: Repository<User>\n async all(ids: string[]) { const all = []; for (const id of ids) all.push(await this.users!.findOne({ where: { id } })); return all } }"],
  ['bounded-queries', `${prisma}router.get('/books', async (req, res) => { res.json(await prisma!.book.findMany({ orderBy: { title: 'asc' } })) })`],
  ['strong-password-hash', login('req.body.email as string', 'req.body.password as string')],
  ['strong-password-hash', login('req.body?.email', 'req.body?.password')],
  ['strong-password-hash', login('req.body.email!', 'req.body.password!')],
  ['safe-cors', cors('req.headers?.origin')],
  ['safe-cors', cors('req.headers.origin as string')],
  ['safe-cors', cors('req.headers.origin!')],
  ['safe-cookies', "export const login = (req, res) => { (res as Response).cookie('token', tokenFor(req.user), { maxAge: 900000 }); res.sendStatus(204) }"],
  ['no-secrets-in-logs', 'class Tokens { logger?: Logger\n check(accessToken: string) { this.logger!.debug(`authorized with ${accessToken}`) } }'],
  ['cache-ttl', redis + cached('redis?')],
  ['cache-ttl', redis + cached('redis!')],
])('%s sees through what only the compiler reads, and through optional chains: %s', async (rule, code) => {
  const { findings } = await checkTexts({ 'src/example.ts': code }, rules.filter(({ id }) => id === rule))
  expect(findings.length).toBeGreaterThan(0)
})
