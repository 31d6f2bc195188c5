import { describe, expect, it } from 'vitest'
import jwtAlgorithms from '../../rules/security/jwt-algorithms.ts'
import hardcoded from '../../rules/security/no-hardcoded-secrets.ts'
import logs from '../../rules/security/no-secrets-in-logs.ts'
import cookies from '../../rules/security/safe-cookies.ts'
import cors from '../../rules/security/safe-cors.ts'
import lifetimes from '../../rules/security/short-lived-tokens.ts'
import passwords from '../../rules/security/strong-password-hash.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { check, checkProject } from './check.ts'

const found = (rule: RuleValue, code: string, file = '/app/src/file.js'): string[] => check(rule, code, { file }).map(({ severity, at }) => `${severity} ${at}`)

const md5 = "const md5 = require('md5')\n"
const crypto = "const crypto = require('crypto')\n"
const jwt = "const jwt = require('jsonwebtoken')\n"

describe('strong-password-hash', () => {
  it.each([
    ['md5 of a package', `${md5}user.password = md5(req.body.password)`],
    ['a hash of Bun', "const hash = new Bun.CryptoHasher('md5').update(password).digest('hex')"],
    ['a template with a salt', `${crypto}const h = crypto.createHash('sha1').update(\`\${salt}\${password}\`).digest('hex')`],
    ['a hash in a variable', `${crypto}const hash = crypto.createHash('sha512')\nhash.update(user.passwd)`],
    ['a function that says so', `${crypto}function hashPassword(text) { return crypto.createHash('sha256').update(text).digest('hex') }`],
    ['a helper of the file', `${crypto}const sha1 = (text) => crypto.createHash('sha1').update(text).digest('hex')\nuser.hash = sha1(req.body.password)`],
    ['crypto-js', "import CryptoJS from 'crypto-js'\nconst h = CryptoJS.SHA256(password).toString()"],
    ['HMAC', `${crypto}const h = crypto.createHmac('sha256', key).update(password).digest('hex')`],
    ['compared with what is stored', `${crypto}const d = crypto.createHash('sha256').update(password).digest()\ncrypto.timingSafeEqual(d, Buffer.from(user.digest, 'hex'))`],
    ['few rounds', "import bcrypt from 'bcryptjs'\nbcrypt.genSaltSync(5)"],
    ['few iterations', `${crypto}crypto.pbkdf2Sync(password, salt, 1000, 64, 'sha512')`],
    ['a lookup', 'User.findOne({ username: name, password: req.body.password })'],
    ['a lookup by a fast hash', `${md5}db.users.findOne({ where: { email, password: security.hash(pass) } })`],
    ['SQL that looks up', "db.query('SELECT * FROM users WHERE name = ? AND password = ?', [a, b])"],
    ['SQL that is put together', 'db.query("SELECT * FROM users WHERE name = \'" + name + "\' AND password = \'" + password + "\'")'],
    ['an update', 'app.post("/reset", async (req, res) => { await User.updateOne({ email: req.body.email }, { password: req.body.password }) })'],
    ['an update of some', 'app.post("/reset", async (req, res) => { const { id, password } = req.body\nawait User.findByIdAndUpdate(id, { $set: { password } }) })'],
    ['a row of SQL', "app.post('/users', (req, res) => { const { email, password } = req.body\ndb.query('INSERT INTO users (email, password) VALUES ($1, $2)', [email, password]) })"],
    ['a row of a tag', 'app.post("/users", async (c) => { const body = await c.req.json()\nawait sql`INSERT INTO users (email, password) VALUES (${body.email}, ${body.password})` })'],
    ['a delegate of prisma', 'app.post("/users", async (req, res) => { const { email, password } = schema.parse(req.body)\nawait prisma.user.create({ data: { email, password } }) })'],
    ['a row of knex', "app.post('/users', async (req, res) => { await knex('users').insert({ email: req.body.email, password: req.body.password }) })"],
    ['a comparison with what was fetched', 'async function login() { const keeper = await keepers.findOneBy({ email }); if (keeper.password !== password) throw no }'],
    ['a comparison with what a function fetched', 'async function login() { const { password } = schema.parse(body); const keeper = await findKeeper(email); if (keeper.password !== password) throw no }'],
    ['a row of TypeORM', 'app.post("/users", async (ctx) => { const { email, password } = await schema.validateAsync(ctx.request.body)\nawait db.getRepository(Keeper).save({ email, password }) })'],
    ['a typed body', 'app.post("/users", async (c) => { const { email, password } = await c.req.json()\nawait db.insert(users).values({ email, password }) })'],
    ['a comparison', 'function login() { if (user.password === req.body.password) return ok() }'],
  ])('finds %s', (_, code) => {
    expect(found(passwords, code)).toHaveLength(1)
  })

  it.each([
    ['a hash of something else', `${crypto}crypto.createHash('md5').update(fileContent).digest('hex')`],
    ['a helper that is given something else', `${crypto}const sha1 = (text) => crypto.createHash('sha1').update(text).digest('hex')\nsha1(passwordPolicy.text)\nsha1(user.email)`],
    ['a helper that hashes something else', `${crypto}const store = (text) => { log(crypto.createHash('sha1').update(version).digest('hex'))\nreturn bcrypt(text) }\nstore(password)`],
    ['a hash for gravatar', `${md5}md5(user.email)`],
    ['a hash of Bun of something else', "const tag = new Bun.CryptoHasher('md5').update(page).digest('hex')"],
    ['HTTP digest', `${md5}md5(\`\${username}:\${realm}:\${password}\`)`],
    ['two texts of any length', `${crypto}const sha = (text) => crypto.createHash('sha256').update(text).digest()\ncrypto.timingSafeEqual(crypto.createHash('sha256').update(password).digest(), sha(config.expected))`],
    ['before bcrypt', `${crypto}const b = require('bcrypt')\nb.hash(crypto.createHash('sha256').update(password).digest('hex'), 12)`],
    ['a digest by a function that goes into a hash', "import { createHash } from 'crypto'\nimport { hash } from 'bcrypt'\nconst short = (password) => createHash('sha256').update(password).digest('base64')\nexport const keep = async (password) => hash(await short(password), 12)"],
    ['a digest by a longer function', "import { createHash } from 'crypto'\nimport { hash } from 'bcrypt'\nfunction short(password) {\n return createHash('sha256').update(password).digest('base64')\n}\nexport const keep = (password) => hash(short(password), 12)"],
    ['enough rounds', "import bcrypt from 'bcrypt'\nbcrypt.hash(password, 12)"],
    ['rounds from the configuration', "import bcrypt from 'bcrypt'\nbcrypt.hash(password, config.rounds)"],
    ['a key for encryption', `${crypto}crypto.pbkdf2Sync(masterKey, salt, 1000, 64, 'sha512')`],
    ['a comparison with what a form made', 'async function check() { const form = await read(); if (form.password !== password) throw no }'],
    ['what an entity may hash', 'app.post("/users", async (ctx) => { const { email, password } = ctx.request.body\nawait keepers.save(keepers.create({ email, password })) })'],
    ['choosing columns', 'User.findOne({ where: { email }, select: { password: true } })'],
    ['storing a hash', 'User.create({ email, password: hashed })'],
    ['SQL that stores', "db.query('UPDATE users SET password = ? WHERE id = ?', [hash, id])"],
    ['pgcrypto', "db.query('SELECT id FROM users WHERE password = crypt($1, password)', [a])"],
    ['an update with a hash', 'app.post("/reset", async (req, res) => { const password = await bcrypt.hash(req.body.password, 12)\nawait User.updateOne({ id: 1 }, { password }) })'],
    ['what a hook of the model hashes', "schema.pre('findOneAndUpdate', hashIt)\napp.post('/reset', (req, res) => User.findOneAndUpdate({ id: 1 }, { password: req.body.password }))"],
    ['a row with a hash', "app.post('/users', async (req, res) => { const password = await hash(req.body.password)\ndb.query('INSERT INTO users (email, password) VALUES ($1, $2)', [req.body.email, password]) })"],
    ['a model, which may hash', 'app.post("/users", async (req, res) => { await User.create({ email: req.body.email, password: req.body.password }) })'],
    ['a confirmation', 'if (req.body.password !== req.body.confirmPassword) fail()'],
    ['whether to hash again', 'async function save() { if (user.password !== dto.password) user.password = await hash(dto.password) }'],
  ])('leaves %s alone', (_, code) => {
    expect(found(passwords, code)).toEqual([])
  })

  const helper = `${crypto}exports.digest = (text) => crypto.createHash('sha256').update(text).digest('hex')`
  const repository = "exports.create = async (email, password) => { await pool.query('INSERT INTO users (email, password) VALUES ($1, $2)', [email, password]) }"
  const inClass = 'export class Users { async add(user) { await prisma.user.create({ data: { email: user.email, password: user.password } }) } }'
  const handler = (does: string): string => `app.post('/users', async (req, res) => { ${does} })`

  it.each([
    ['hashes fast', helper, `const { digest } = require('./other')\nexports.register = (email, password) => users.save(email, digest(password))`],
    ['hashes fast, of a module', helper, `const other = require('./other')\nuser.secret = other.digest(user.password)`],
    ['hashes fast, with a salt', helper.replace('update(text)', "update('salt' + text)"), `const { digest } = require('./other')\nexports.isRight = (user, password) => user.seal === digest(password)`],
    ['stores it', repository, `const users = require('./other')\n${handler('await users.create(req.body.email, req.body.password)')}`],
    ['stores it, by a class', inClass, `import { Users } from './other'\nconst users = new Users()\n${handler('if (!req.body.password) return res.sendStatus(400)\nawait users.add(req.body)')}`],
  ])('finds what another file does with a password: it %s', (_, other, code) => {
    expect(checkProject(passwords, { '/app/src/other.js': other, '/app/src/a.js': code }).map(({ file }) => file)).toEqual(['/app/src/a.js'])
  })

  it.each([
    ['hashes something else', helper, "const { digest } = require('./other')\nexports.etag = (page) => digest(page)"],
    ['hashes it well', "const bcrypt = require('bcrypt')\nexports.digest = (text) => bcrypt.hash(text, 12)", "const { digest } = require('./other')\nexports.register = (email, password) => users.save(email, digest(password))"],
    ['stores a hash', repository, `const users = require('./other')\n${handler('await users.create(req.body.email, await hash(req.body.password))')}`],
    ['stores it, hashed before', repository, `const users = require('./other')\n${handler('const password = await bcrypt.hash(req.body.password, 12)\nawait users.create(req.body.email, password)')}`],
    ['stores what it hashes', repository.replace('[email, password]', '[email, bcrypt.hashSync(password)]'), `const users = require('./other')\n${handler('await users.create(req.body.email, req.body.password)')}`],
    ['stores what comes from elsewhere', repository, "const users = require('./other')\nexports.add = (email, password) => users.create(email, password)"],
  ])('leaves alone what another file does with a password: it %s', (_, other, code) => {
    expect(checkProject(passwords, { '/app/src/other.js': other, '/app/src/a.js': code })).toEqual([])
  })
})

describe('jwt-algorithms', () => {
  it.each([
    ['a public key', `${jwt}jwt.verify(token, publicKey)`, 'error'],
    ['a callback in place of options', `${jwt}jwt.verify(token, publicKey, (error, user) => next())`, 'error'],
    ['a function that finds keys', `${jwt}jwt.verify(token, getKey, {}, done)`, 'error'],
    ['a setting that is named as public', `${jwt}jwt.verify(token, config.get('JWT_PUBLIC_KEY'))`, 'error'],
    ['a key of unknown kind', `${jwt}jwt.verify(token, config.jwtKey, { issuer })`, 'warn'],
    ['none', `${jwt}jwt.verify(token, secret, { algorithms: ['HS256', 'none'] })`, 'error'],
    ['none in options elsewhere', `${jwt}const options = { algorithms: ['HS256', 'none'] }\njwt.verify(token, secret, options)`, 'error'],
    ['signing without', `${jwt}jwt.sign(claims, null, { algorithm: 'none' })`, 'error'],
    ['both kinds', `${jwt}jwt.verify(token, key, { algorithms: ['RS256', 'HS256'] })`, 'warn'],
    ['no end', `${jwt}jwt.verify(token, secret, { algorithms: ['HS256'], ignoreExpiration: true })`, 'error'],
    ['no end in a strategy of Nest', "import { ExtractJwt, Strategy } from 'passport-jwt'\nimport { PassportStrategy } from '@nestjs/passport'\nexport class JwtStrategy extends PassportStrategy(Strategy) { constructor() { super({ jwtFromRequest, secretOrKey: config.secret, ignoreExpiration: true }) } }", 'error'],
    ['decoding in a middleware', `${jwt}function auth(req, res, next) { req.user = jwt.decode(req.cookies.token); next() }`, 'error'],
    ['decoding without a check', "const jwt = require('jwt-simple')\nexports.claimsOf = (token) => jwt.decode(token, secret, true)", 'error'],
    ['decoding of Hono', "import { decode } from 'hono/jwt'\nexport const who = (c) => decode(c.req.header('Authorization').slice(7))", 'error'],
    ['who it is, by decoding', `${jwt}function whoIs(token) { const claims = jwt.decode(token)\nreturn users.byId(claims.sub) }`, 'error'],
    ['claims, in the file that signs', `${jwt}exports.issue = (user) => jwt.sign({ sub: user.id }, secret, options)\nexports.readToken = (token) => jwt.decode(token)`, 'error'],
    ['the role, by a service of Nest', "import { JwtService } from '@nestjs/jwt'\nexport class Auth { constructor(private jwt: JwtService) {}\nroleOf(token: string) { return (this.jwt.decode(token) as Claims).role } }", 'error'],
  ])('finds %s', (_, code, severity) => {
    expect(check(jwtAlgorithms, code).map((one) => one.severity)).toEqual([severity])
  })

  it.each([
    ['a key with a default', `${jwt}jwt.verify(token, process.env.TOKEN_KEY ?? 'of development')`],
    ['a text that is put together', "const express = require('express-jwt')\napp.use(express({ secret: '' + Math.random() }))"],
    ['fixed algorithms', `${jwt}jwt.verify(token, publicKey, { algorithms: ['RS256'] })`],
    ['a secret by its name', `${jwt}jwt.verify(token, config.jwt.secret)`],
    ['a secret of the environment', `${jwt}jwt.verify(token, process.env.ACCESS_TOKEN_SECRET, cb)`],
    ['a setting that is not named as public', `${jwt}jwt.verify(token, process.env.JWT)`],
    ['the same in a strategy', "import { Strategy } from 'passport-jwt'\npassport.use(new Strategy({ jwtFromRequest, secretOrKey: config.get('JWT') }, done))"],
    ['options from elsewhere', `${jwt}import { options } from './options'\njwt.verify(token, publicKey, options)`],
    ['jose', "import { jwtVerify } from 'jose'\njwtVerify(token, publicKey)"],
    ['decoding that says so, in the file that signs', `${jwt}exports.issue = (user) => jwt.sign({ sub: user.id }, secret, options)\nexports.decodeUnsafe = (token) => jwt.decode(token)`],
    ['when it ends, by decoding', `${jwt}const endOf = (token) => jwt.decode(token).exp`],
    ['who it was, on renewing', `${jwt}function refresh(token) { return users.byId(jwt.decode(token).sub) }`],
    ['decoding beside verifying', `${jwt}jwt.verify(token, secret)\nconst auth = (req) => jwt.decode(req.headers.authorization)`],
    ['an own token of a client', "import { jwtDecode } from 'jwt-decode'\nexport const expiry = (stored) => jwtDecode(stored).exp"],
    ['decoding of Hono beside its middleware', "import { decode, verify } from 'hono/jwt'\nexport const who = async (c) => { await verify(c.req.header('Authorization'), secret)\nreturn decode(c.req.header('Authorization')) }"],
    ['renewing', `${jwt}function refresh(token) { return jwt.verify(token, secret, { algorithms: ['HS256'], ignoreExpiration: true }) }`],
    ['a strategy of Nest', "import { ExtractJwt, Strategy } from 'passport-jwt'\nimport { PassportStrategy } from '@nestjs/passport'\nexport class JwtStrategy extends PassportStrategy(Strategy) { constructor() { super({ jwtFromRequest, secretOrKey: config.secret, ignoreExpiration: false }) } }"],
    ['another verify', 'const ok = crypto.verify(algorithm, data, publicKey, signature)'],
  ])('leaves %s alone', (_, code) => {
    expect(found(jwtAlgorithms, code)).toEqual([])
  })
})

describe('short-lived-tokens', () => {
  it.each([
    ['no options', `${jwt}jwt.sign({ id: user.id }, secret)`],
    ['options without an end', `${jwt}jwt.sign({ id }, secret, { algorithm: 'HS256' })`],
    ['a payload from elsewhere', `${jwt}const make = (user) => jwt.sign(user, secret)`],
    ['a callback', `${jwt}jwt.sign({ id }, secret, (error, token) => done(token))`],
    ['a year in seconds', `${jwt}jwt.sign({ id }, secret, { expiresIn: 60 * 60 * 24 * 365 })`],
    ['a default of Nest', "import { JwtModule } from '@nestjs/jwt'\nexport const jwt = JwtModule.register({ secret, signOptions: { expiresIn: '365d' } })"],
    ['a signer without an end', "const { createSigner } = require('fast-jwt')\nconst sign = createSigner({ key })"],
    ['a builder with an end that is far', "import { SignJWT } from 'jose'\nexport const f = (key) => new SignJWT({ a: 1 }).setExpirationTime('90d').setIssuedAt().sign(key)"],
    ['jwt-simple', "const jwt = require('jwt-simple')\njwt.encode({ sub: id }, secret)"],
  ])('finds %s', (_, code) => {
    expect(found(lifetimes, code)).toHaveLength(1)
  })

  it.each([
    ['an end', `${jwt}jwt.sign({ id }, secret, { expiresIn: '1h' })`],
    ['an end from the configuration', `${jwt}jwt.sign({ id }, secret, { expiresIn: config.ttl })`],
    ['a claim', `${jwt}jwt.sign({ id, exp: later }, secret)`],
    ['options from elsewhere', `${jwt}jwt.sign({ id }, secret, options)`],
    ['a refresh token', `${jwt}const refreshToken = jwt.sign({ id }, secret, { expiresIn: '365d' })`],
    ['a short default of Nest', "import { JwtModule } from '@nestjs/jwt'\nexport const jwt = JwtModule.register({ secret, signOptions: { expiresIn: '15m' } })"],
    ['a signer with an end', "const { createSigner } = require('fast-jwt')\nconst sign = createSigner({ key, expiresIn: 600000 })"],
    ['a builder with an end', "import { SignJWT } from 'jose'\nexport const f = (key) => new SignJWT({ a: 1 }).setExpirationTime('15m').sign(key)"],
    ['a builder with a moment', "import { SignJWT } from 'jose'\nexport const f = (key) => new SignJWT({ a: 1 }).setExpirationTime(1893456000).sign(key)"],
    ['another sign', "const s = crypto.sign('sha256', data, key)"],
  ])('leaves %s alone', (_, code) => {
    expect(found(lifetimes, code)).toEqual([])
  })

  const nest = (options: string): string => `import { JwtModule } from '@nestjs/jwt'\nexport const jwt = JwtModule.${options}`
  const service = "import { JwtService } from '@nestjs/jwt'\nexport class Auth { constructor(private jwt: JwtService) {} login(user) { return this.jwt.signAsync({ sub: user.id }) } }"
  const fastify = (options: string): string => `import jwt from '@fastify/jwt'\nexport const setUp = (app) => app.register(jwt, ${options})`
  const reply = 'export const login = async (request, reply) => reply.send({ token: await reply.jwtSign({ sub: request.body.id }) })'
  const elysia = (options: string): string => `import { jwt } from '@elysiajs/jwt'\nexport const plugin = jwt(${options})`
  const handler = 'export const login = async ({ jwt, user }) => jwt.sign({ sub: user.id })'

  it.each([
    ['Nest', nest('register({ secret })'), service],
    ['Nest, other options', nest("register({ secret, signOptions: { algorithm: 'HS256' } })"), service],
    ['Nest, later', nest('registerAsync({ inject: [Config], useFactory: async (config) => ({ secret: config.get("SECRET") }) })'), service],
    ['Nest, by a class', `${nest('registerAsync({ useClass: Options })')}\nclass Options { createJwtOptions() { return { secret } } }`, service],
    ['Fastify', fastify('{ secret }'), reply],
    ['Elysia', elysia("{ name: 'jwt', secret }"), handler],
  ])('finds that nothing ends the tokens of %s, in another file', (_, module, signs) => {
    const all = checkProject(lifetimes, { '/app/src/module.ts': module, '/app/src/login.ts': signs })
    expect(all.map(({ file, related }) => [file, related.length])).toEqual([['/app/src/login.ts', 1]])
  })

  it.each([
    ['Nest', nest("register({ secret, signOptions: { expiresIn: '15m' } })"), service],
    ['Nest, from elsewhere', nest('register(options)'), service],
    ['Nest, later', nest('registerAsync({ useFactory: (config) => ({ secret, signOptions: { expiresIn: config.ttl } }) })'), service],
    ['Nest, by what one does not see', nest('registerAsync(config.asProvider())'), service],
    ['Nest, by a class', `${nest('registerAsync({ useClass: Options })')}\nclass Options { createJwtOptions() { return { secret, signOptions } } }`, service],
    ['Nest, where each call does', nest('register({ secret })'), service.replace('user.id }', "user.id }, { expiresIn: '15m' }")],
    ['Fastify', fastify("{ secret, sign: { expiresIn: '15m' } }"), reply],
    ['Elysia', elysia("{ secret, exp: '15m' }"), handler],
    ['what nobody sets up here', 'export const other = 1', service],
  ])('leaves alone what is ended for all: %s', (_, module, signs) => {
    expect(checkProject(lifetimes, { '/app/src/module.ts': module, '/app/src/login.ts': signs })).toEqual([])
  })
})

const session = "const session = require('express-session')\n"

describe('safe-cookies', () => {
  it.each([
    ['a session without options of its own', `${session}app.use(session({ secret }))`],
    ['secure: false', `${session}app.use(session({ secret, cookie: { secure: false, sameSite: 'lax' } }))`],
    ['httpOnly: false', `${session}app.use(session({ secret, cookie: { secure: true, httpOnly: false, sameSite: 'lax' } }))`],
    ['a token without options', "res.cookie('access_token', token)"],
    ['what is signed', "res.cookie('desk', sign(user), { maxAge: 5 })"],
    ['a token in a chain', "res.status(200).cookie('jwt', token, { httpOnly: true, sameSite: 'lax' }).json({})"],
    ['options in a constant', "const options = { httpOnly: true }\nres.cookie('session', id, options)"],
    ['Fastify', "reply.setCookie('token', token, { httpOnly: true, secure: true })"],
    ['Hono', "import { setCookie } from 'hono/cookie'\nsetCookie(c, 'session', id)"],
    ['a header', "res.setHeader('Set-Cookie', `token=${token}; Path=/; HttpOnly`)"],
    ['a header of a function', "exports.handler = async () => ({ statusCode: 200, headers: { 'Set-Cookie': `session=${token}` } })"],
    ['hapi', "exports.login = (request, h) => h.response({}).state('sid', id, { isHttpOnly: false })"],
    ['hapi, described', "server.state('session', { ttl: null, isSecure: false })"],
    ['hapi, a strategy', "server.auth.strategy('session', 'cookie', { cookie: { name: 'sid', password, isSecure: false } })"],
    ['hapi, yar', "const Yar = require('@hapi/yar')\nserver.register([{ plugin: Yar, options: { cookieOptions: { password, isSecure: false } } }])"],
    ['SvelteKit', "import { json } from '@sveltejs/kit'\nexport const POST = ({ cookies }) => { cookies.set('session', token, { path: '/', httpOnly: false }) }"],
    ['Elysia', "import { Elysia } from 'elysia'\nnew Elysia().post('/login', ({ cookie: { auth } }) => auth.set({ value: token, httpOnly: true, sameSite: 'lax' }))"],
    ['Adonis', "import { defineConfig } from '@adonisjs/session'\nexport default defineConfig({ cookie: { httpOnly: false, secure: app.inProduction, sameSite: 'lax' } })"],
    ['Next', "import { cookies } from 'next/headers'\nasync function f() { (await cookies()).set('session', id) }"],
  ])('finds %s', (_, code) => {
    expect(found(cookies, code)).toHaveLength(1)
  })

  it.each([
    ['a guarded session', `${session}app.use(session({ secret, cookie: { secure: true, sameSite: 'lax' } }))`],
    ['secure by the environment', `${session}app.use(session({ secret, cookie: { secure: isProduction, sameSite: 'lax' } }))`],
    ['cookie options from elsewhere', `${session}app.use(session({ secret, cookie: config.cookie }))`],
    ['a guarded token', "res.cookie('token', token, { httpOnly: true, secure: true, sameSite: 'strict' })"],
    ['a theme', "res.cookie('theme', 'dark')"],
    ['what hapi guards by itself', "exports.login = (request, h) => h.response({}).state('sid', id, { ttl: 1000 })"],
    ['a preference in hapi', "server.state('theme', { ttl: null, isSecure: false })"],
    ['a strategy of hapi that is secure where it is served', "server.auth.strategy('session', 'cookie', { cookie: { name: 'sid', password, isSecure: config.isProduction } })"],
    ['what SvelteKit guards by itself', "import { json } from '@sveltejs/kit'\nexport const POST = ({ cookies }) => { cookies.set('session', token, { path: '/' }) }"],
    ['guarded by Elysia', "import { Elysia } from 'elysia'\nnew Elysia().post('/login', ({ cookie: { auth } }) => auth.set({ value: token, httpOnly: true, secure: true, sameSite: 'lax' }))"],
    ['a set in a service of Elysia', "import { Elysia } from 'elysia'\nsettings.set({ value: theme })"],
    ['a guarded header', "res.setHeader('Set-Cookie', `token=${token}; HttpOnly; Secure; SameSite=Lax`)"],
    ['a guarded header of a function', "exports.handler = async () => ({ statusCode: 200, headers: { 'Set-Cookie': `session=${token}; HttpOnly; Secure; SameSite=Lax` } })"],
    ['a header that takes a token away', "res.setHeader('Set-Cookie', 'token=; Max-Age=0')"],
    ['a header that is put together elsewhere', "res.setHeader('Set-Cookie', `token=${token}; ${options}`)"],
    ['a CSRF token', "res.cookie('XSRF-TOKEN', req.csrfToken())"],
    ['a cookie that is taken away', "res.cookie('token', '', { expires: new Date(0) })"],
    ['something that is no response', "jar.cookie('token', token)"],
    ['spread options', "res.cookie('token', token, { ...cookieOptions, maxAge: 1000 })"],
  ])('leaves %s alone', (_, code) => {
    expect(found(cookies, code)).toEqual([])
  })
})

const corsOf = (options: string): string => `const cors = require('cors')\napp.use(cors(${options}))`

describe('safe-cors', () => {
  it.each([
    ['reflected', corsOf('{ origin: true, credentials: true }')],
    ['everybody', corsOf("{ origin: '*', credentials: true }")],
    ['left out', corsOf('{ credentials: true }')],
    ['a callback that lets everybody in', corsOf('{ origin: (o, cb) => cb(null, true), credentials: true }')],
    ['a pattern for everything', corsOf('{ origin: /.*/, credentials: true }')],
    ['where the setting is missing', corsOf("{ origin: process.env.ORIGIN || '*', credentials: true }")],
    ['Nest', 'app.enableCors({ origin: true, credentials: true })'],
    ['Fastify', "import cors from '@fastify/cors'\napp.register(cors, { origin: true, credentials: true })"],
    ['Adonis', "import { defineConfig } from '@adonisjs/cors'\nexport default defineConfig({ enabled: true, origin: true, credentials: true })"],
    ['Hono', "import { cors } from 'hono/cors'\napp.use(cors({ origin: (o) => o, credentials: true }))"],
    ['socket.io', "const io = new Server(http, { cors: { origin: '*', credentials: true } })"],
    ['headers', "function f(req, res) { res.header('Access-Control-Allow-Origin', req.headers.origin); res.header('Access-Control-Allow-Credentials', true) }"],
  ])('finds %s', (_, code) => {
    expect(found(cors, code)).toHaveLength(1)
  })

  it.each([
    ['without credentials', corsOf('{ origin: true }')],
    ['nothing at all', corsOf('')],
    ['a list', corsOf("{ origin: ['https://a.example'], credentials: true }")],
    ['a callback that asks', corsOf('{ origin: (o, cb) => (allowed.has(o) ? cb(null, true) : cb(new Error())), credentials: true }')],
    ['a setting', corsOf('{ origin: process.env.ORIGIN, credentials: true }')],
    ['for development', `if (!isProduction) { ${corsOf('{ origin: true, credentials: true }').split('\n')[1] ?? ''} }`],
    ['options from elsewhere', corsOf('options')],
    ['Nest with a list', "app.enableCors({ origin: 'https://a.example', credentials: true })"],
    ['credentials by a setting', corsOf('{ origin: true, credentials: config.credentials }')],
    ['headers that are checked', "function f(req, res) { if (origins.includes(req.headers.origin)) { res.header('Access-Control-Allow-Origin', req.headers.origin); res.header('Access-Control-Allow-Credentials', 'true') } }"],
  ])('leaves %s alone', (_, code) => {
    expect(found(cors, code)).toEqual([])
  })
})

describe('no-hardcoded-secrets', () => {
  it.each([
    ['a secret that signs', `${jwt}jwt.sign({ id }, 'shhh', { expiresIn: '1h' })`],
    ['through a constant', `${jwt}const key = 'my little secret'\njwt.verify(token, key)`],
    ['of sessions', `${session}app.use(session({ secret: 'keyboard cat' }))`],
    ['of a strategy of hapi', "const Hapi = require('@hapi/hapi')\nserver.auth.strategy('jwt', 'jwt', { keys: 'shared between us', verify })"],
    ['of the cookies of Koa', "const Koa = require('koa')\nconst app = new Koa()\napp.keys = ['some secret hurr', 'i like turtle']"],
    ['of cookies', "const cookieParser = require('cookie-parser')\napp.use(cookieParser('kekse'))"],
    ['of an HMAC', `${crypto}crypto.createHmac('sha256', 'pa4qacea4VK9t9nGv7yZtwmj').update(x)`],
    ['of Passport', "const { Strategy } = require('passport-jwt')\nnew Strategy({ jwtFromRequest, secretOrKey: 'cat' }, done)"],
    ['by its name', "module.exports = { cookieSecret: 'a_cookie_secret_key_here' }"],
    ['in a class field', "class Config { jwtSecret = 'abc123xyz' }"],
    ['assigned', "config.sessionSecret = 'abc123xyz'"],
    ['a password beside a host', "const db = mysql.createConnection({ host: 'db.shop.example.net', user: 'shop', password: 'hunter2' })"],
    ['bytes for jose', "import { jwtVerify } from 'jose'\nconst key = new TextEncoder().encode('some long phrase')\nexport const f = (token) => jwtVerify(token, key)"],
    ['a key id of AWS', "const awsKey = 'AKIAQ4J5RMPLD7TZQ2BN'"],
    ['an account', "const agenda = { user: 'admin', password: '123456' }"],
    ['an address', "connect('postgres://shop:k7vQ2mPz@db.shop.io:5432/orders')"],
    ['a fallback', "const secret = process.env.JWT_SECRET || 'secret'\nconst jwtSecret = process.env.JWT_SECRET ?? 'other-secret'"],
    ['a fallback of a key for cookies', "export default { sessionKey: process.env.SESSION_KEY || 'desks-are-us' }"],
    ['a fallback of a password that somebody made up', "const db = { host: process.env.DB_HOST, password: process.env.DB_PASSWORD || 'lend1ng-desk!' }"],
    ['a header that lets in', "fetch(url, { headers: { authorization: 'Basic cHJpbnRzOjlmMmI3YzRkMWU=' } })"],
    ['a token in a header', "axios.get(url, { headers: { Authorization: 'Bearer q7Zk2LmP9vXr4TbN8sWd' } })"],
    ['the key of a builder', "import { SignJWT } from 'jose'\nconst key = new TextEncoder().encode('a signing phrase')\nexport const f = () => new SignJWT({}).setExpirationTime('5m').sign(key)"],
    ['a header with a key', "fetch(url, { headers: { 'x-api-key': 'q7Zk2LmP9vXr4TbN8sWd' } })"],
    ['the key of a signer', "const { createSigner } = require('fast-jwt')\nconst key = 'a signing key'\nconst sign = createSigner({ key })"],
    ['the key of a provider', "import mail from '@sendgrid/mail'\nmail.setApiKey('SG.q8Zp3Kx0VwY7mN2bT5cR9f')"],
    ['what a password is compared with', "export const isAdmin = (password) => password === 'letmein-2021'"],
    ['what a key of a header is compared with', "if (req.headers['x-api-key'] !== 'shelf-key-77') throw new Error('no')"],
    ['the secret of Elysia', "import { jwt } from '@elysiajs/jwt'\nexport const auth = jwt({ name: 'jwt', secret: 'Under the old oak' })"],
    ['a token of a hosted Redis', "import { Redis } from '@upstash/redis'\nexport const redis = new Redis({ url, token: 'AX3kAAIncDE2ZjQ0ZWU5YTk' })"],
    ['a default of a schema', "const schema = z.object({ JWT_SECRET: z.string().default('change-me-please') })"],
    ['a default of convict', "convict({ jwtKey: { format: String, default: 'kW8s0Qm2vTz91LbX', env: 'JWT_KEY', sensitive: true } })"],
    ['a default of envalid', "cleanEnv(process.env, { SESSION_SECRET: str({ default: 'desks-are-us' }) })"],
    ['a password for a program', "nodemailer.createTransport({ auth: { user: 'shelf@gmail.com', pass: 'qwvz hjkp mtrs lbnd' } })"],
    ['a default of a setting', "config.get('JWT_SECRET', 'dev-secret')"],
    ['Sequelize', "const { Sequelize } = require('sequelize')\nnew Sequelize('shop', 'root', 'hunter2')"],
  ])('finds %s', (_, code) => {
    expect(found(hardcoded, code).length).toBeGreaterThan(0)
  })

  it.each([
    ['a strategy of hapi with a setting', "const Hapi = require('@hapi/hapi')\nserver.auth.strategy('jwt', 'jwt', { keys: process.env.KEY, verify })"],
    ['keys of Koa from a setting', "const Koa = require('koa')\nconst app = new Koa()\napp.keys = [process.env.KEY]"],
    ['the key of a builder from a setting', "import { SignJWT } from 'jose'\nconst key = new TextEncoder().encode(process.env.KEY)\nexport const f = () => new SignJWT({}).setExpirationTime('5m').sign(key)"],
    ['defaults of convict that say nothing', "convict({ jwtKey: { format: String, default: '', env: 'JWT_KEY' }, sessionSecret: { doc: 'signs', default: null }, secret: { env: 'X', default: 'secret' } })"],
    ['a default for development', "cleanEnv(process.env, { SESSION_SECRET: str({ devDefault: 'desks-are-us' }) })"],
    ['the name of a header', "const headers = { apiKey: 'x-api-key', 'x-api-key': apiKey }"],
    ['what a local server takes for a key', "import OpenAI from 'openai'\nnew OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'ollama' })"],
    ['a placeholder for the key of a provider', "import Stripe from 'stripe'\nnew Stripe('sk_test_placeholder1')"],
    ['the key of a provider from a setting', "import mail from '@sendgrid/mail'\nmail.setApiKey(process.env.MAIL_KEY)"],
    ['a password that is compared with nothing', "if (password === '' || password !== 'undefined') ask(password)"],
    ['a weak password that is refused', "if (password === 'Passw0rd!') throw new Error('too weak')"],
    ['a kind of token', "if (grantType === 'password' || tokenType !== 'access_token_1') refuse()"],
    ['the secret of Elysia from a setting', "import { jwt } from '@elysiajs/jwt'\nexport const auth = jwt({ name: 'jwt', secret: process.env.JWT_SECRET })"],
    ['keys of something else', "const Koa = require('koa')\nstore.keys = ['some key', 'another']"],
    ['a phrase', "const labels = { user: 'Who are you?', pass: 'what you type here' }"],
    ['a setting', `${jwt}jwt.sign({ id }, process.env.JWT_SECRET)`],
    ['bytes of a setting for jose', "import { jwtVerify } from 'jose'\nconst key = new TextEncoder().encode(process.env.KEY)\nexport const f = (token) => jwtVerify(token, key)"],
    ['the key id of the documentation', "const awsKey = 'AKIAIOSFODNN7EXAMPLE'"],
    ['a key id in a text', "log('AKIAQ4J5RMPLD7TZQ2BN')"],
    ['a name', "const JWT_SECRET = 'JWT_SECRET'"],
    ['a label', "const labels = { password: 'Password', clientSecret: 'Client secret' }"],
    ['a sentence', "const ERROR_JWT_SECRET = 'The JWT secret is not set, set it in the environment'"],
    ['a field of a request', "const fields = { password: 'password', accessToken: 'access_token' }"],
    ['a database on the own machine', "const url = process.env.DATABASE_URL || 'postgres://postgres:postgres@localhost/shop'"],
    ['a placeholder', "const example = 'mongodb://user:password@host/db'"],
    ['development', "module.exports = { development: { username: 'root', password: 'root', host: '127.0.0.1' } }"],
    ['a public key of a provider', "const POSTHOG_API_KEY = 'phc_9CipPajQC22mSkk2wxe2TXsUA0Ysyupe8dt5KQQELqx'"],
    ['a type', "const schema = { type: 'apiKey', name: 'X-API-Key', in: 'header' }"],
    ['a path in the configuration', "const secret = config.get('jwt.secret')"],
    ['what must not be used', "const PLACEHOLDER_SECRETS = { JWT_SECRET: 'secret' }"],
    ['a start that fails', "if (!process.env.JWT_SECRET && env === 'production') throw new Error('missing')\nconst jwtSecret = process.env.JWT_SECRET || 'dev-only'"],
    ['a checksum', `${crypto}crypto.createHash('sha256').update('hello world')`],
    ['an empty secret', "const jwtSecret = process.env.JWT_SECRET || ''"],
    ['the name of a cookie', "const SESSION_KEY = 'desk-session'"],
    ['a fallback for the own machine', "const db = { password: process.env.DB_PASSWORD || 'postgres123', user: 'postgres' }"],
    ['a header with a gap', 'fetch(url, { headers: { authorization: `Bearer ${token}` } })'],
    ['a header of a documentation', "const headers = { authorization: 'Basic dXNlcjpwYXNzd29yZA==' }"],
    ['the scheme of a header', "const headers = { authorization: 'Bearer your-token-here' }"],
    ['an error code', "const code = { invalidPassword: 'INVALID_PASSWORD' }"],
  ])('leaves %s alone', (_, code) => {
    expect(found(hardcoded, code)).toEqual([])
  })

  it('leaves tests, examples and translations alone', () => {
    for (const file of ['/app/test/a.js', '/app/src/a.test.js', '/app/examples/a.js', '/app/src/locales/de.js'])
      expect(found(hardcoded, "const config = { jwtSecret: 'abc123xyz' }", file)).toEqual([])
  })
})

describe('no-secrets-in-logs', () => {
  it.each([
    ['a password', 'console.log(password)', ['password']],
    ['to a logger in Spanish', 'registro.info(password)', ['password']],
    ['a whole request', "const f = (req, res) => { log.info(req, 'done')\nconsole.log(req, res) }", ['req', 'req']],
    ['a token of a session', 'function handleLogin() { console.log(name, token) }', ['token']],
    ['what is called so in the line', 'logger.info({ user: user.id, refreshToken: issued })', ['issued']],
    ['in a text', "console.log('token: ' + accessToken)", ['accessToken']],
    ['in an object', 'logger.info({ user, password: req.body.password })', ['req.body.password']],
    ['as JSON', "console.log('login', JSON.stringify(req.headers))", ['req.headers']],
    ['a header', 'this.logger.debug(req.headers.authorization)', ['req.headers.authorization']],
    ['a header that is asked for', "log.debug(req.get('Authorization'))", ["req.get('Authorization')"]],
    ['a setting', 'console.log(process.env.JWT_SECRET)', ['process.env.JWT_SECRET']],
    ['a key among the settings', 'logger.info(`with ${process.env.STRIPE_KEY}`)', ['process.env.STRIPE_KEY']],
    ['a plain token where people log in', "const jwt = require('jsonwebtoken')\nconsole.log(token)", ['token']],
    ['a body', 'req.log.info({ body: req.body })', ['req.body']],
    ['by way of a variable', 'const line = { email, password }\nlogger.info(line)', ['line']],
    ['by way of two', 'const { password } = req.body\nconst text = `login ${password}`\nconst line = [text]\nlogger.info(line)', ['line']],
    ['a header in a variable', 'const given = req.headers.authorization\nlogger.warn({ given })', ['given']],
    ['a body in a variable', 'app.post("/login", async (c) => { const input = await c.req.json()\nconsole.log("login", input) })', ['input']],
    ['what has a password', 'function login(input) { logger.debug(input)\nreturn check(input.email, input.password) }', ['input']],
    ['a row with a hash', 'const user = await byEmail(email)\nif (await compare(given, user.passwordHash)) logger.info({ user })', ['user']],
    ['what a password is taken out of', 'function login(dto) { const { email, password } = dto\nlogger.debug(`${JSON.stringify({ ...dto })}`) }', ['dto']],
    ['with debug', "const debug = require('debug')('app')\ndebug('login %o', req.body)", ['req.body']],
    ['a token of the request', 'logger.info({ token: ctx.token })', ['ctx.token']],
    ['the headers of a function', 'export const handler = async (event) => { console.log(event.headers) }', ['event.headers']],
    ['all that API Gateway hands over', 'export const handler = async (event) => { console.log(JSON.stringify(event))\nreturn one(event.pathParameters.id) }', ['event']],
    ['all that a function answers by a status', 'exports.handler = async event => { console.log(event)\nreturn { statusCode: 204 } }', ['event']],
    ["with hapi's log of a request", "const handler = (request, h) => { request.log(['login'], { password: request.payload.password }) }", ['request.payload.password']],
    ['a body by its decorator', 'class C { @Post() login(@Body() dto) { console.log(dto) } }', ['dto']],
  ])('finds %s', (_, code, at) => {
    expect(check(logs, code, { file: '/app/src/file.js' }).map((one) => one.at)).toEqual(at)
  })

  it.each([
    ['a token of a parser', 'console.log(token)'],
    ['the body of a request that is made here', 'async function peek() { const request = { body: { n: 1 } }\nlogger.debug(request.body)\nreturn send(request) }'],
    ['one field of a body', "class C { @Post() rename(@Body('name') name, @Body() dto) { console.log(name) } }"],
    ['a request for a logger that is given the response too', "const f = (req, res) => log.info(req, res, 'done')"],
    ['what is asked with a callback', 'const load = async (req, callback) => { console.log(req)\ncallback(await read(req.url)) }'],
    ['a key that is made of names', 'const authKey = `${name}-${method}`\nlogger.info(authKey)'],
    ['what a function called debug makes of it', 'const debug = function (req) { return { path: req.path } }\nexports.f = (req, res) => res.json(debug(req))'],
    ['a length', 'console.log(password.length)'],
    ['whether there is one', 'logger.info({ hasToken: Boolean(accessToken), is: !!password })'],
    ['the end of one', 'logger.info(accessToken.slice(-4))'],
    ['a message', 'logger.warn(ERRORS.WRONG_PASSWORD)'],
    ['a text about passwords', "console.log('password changed')"],
    ['a masked one', 'logger.info({ token: mask(accessToken) })'],
    ['a field of a body', 'logger.info(req.body.email)'],
    ['what is no log', 'store.info(password)'],
    ['an event of the domain', 'export const handler = async (event) => { console.log(JSON.stringify(event))\nreturn place(event.order) }'],
    ['an event of a connection', 'export const subscribe = (event) => { console.log(event)\nreturn { statusCode: 204 } }'],
    ['a part of what API Gateway hands over', 'export const handler = async (event) => { console.log(event.pathParameters.id) }'],
    ['a masked copy', 'const line = { ...req.body, password: "***" }\nlogger.info(line)'],
    ['one that is masked where it is logged', 'function login(dto) { check(dto.password)\nlogger.info({ ...dto, password: undefined }) }'],
    ['one that is taken out before', 'const user = await byEmail(email)\ncheck(user.password)\ndelete user.password\nlogger.info(user)'],
    ['the rest', 'const { password, ...rest } = req.body\nlogger.info(rest)'],
    ['a field beside it', 'function login(input) { logger.debug(input.email)\nreturn check(input.password) }'],
    ['what a function leaves of it', 'const line = omit(req.body, "password")\nlogger.info(line)'],
    ['an error of a check', 'try { check(input.password) } catch (error) { logger.info(error) }'],
    ['a public key among the settings', 'logger.info(process.env.STRIPE_PUBLIC_KEY)'],
    ['what is masked in the line', 'logger.info({ user, password: maskedValue, accessToken: hasToken })'],
  ])('leaves %s alone', (_, code) => {
    expect(found(logs, code)).toEqual([])
  })
})
