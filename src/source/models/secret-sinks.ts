import type { FunctionTable } from './lookup.ts'

/** An argument of a library's function that must be secret. */
export interface SecretSink {
  readonly functions: FunctionTable
  /** The index of the argument that is the secret, or the options that hold it. */
  readonly argument: number
  /** The property path to it in the options. */
  readonly options?: readonly string[]
  /** What it is, in messages. */
  readonly secret: string
}

const signing = 'the secret that signs tokens'
const session = 'the secret that signs sessions'
const cookie = 'the secret that signs cookies'
const hmac = 'the key of a signature'
const encryption = 'the key that encrypts'
export const ofProvider = 'the key of a provider'

/** Arguments of libraries that must be secret. Sources: the packages' documentation, November 2026. */
export const secretSinks: readonly SecretSink[] = [
  { functions: { jsonwebtoken: ['sign', 'verify'] }, argument: 1, secret: signing },
  { functions: { 'jwt-simple': ['encode', 'decode'], 'hono/jwt': ['sign', 'verify'] }, argument: 1, secret: signing },
  { functions: { jose: ['jwtVerify', 'jwtDecrypt'] }, argument: 1, secret: signing },
  { functions: { '@elysiajs/jwt': ['jwt', 'default'] }, argument: 0, options: ['secret'], secret: signing },
  { functions: { 'express-jwt': ['default', 'expressjwt', 'expressJwt'], 'koa-jwt': ['default'], 'hono/jwt': ['jwt'] }, argument: 0, options: ['secret'], secret: signing },
  { functions: { '@nestjs/jwt': ['register', 'sign', 'signAsync', 'verify', 'verifyAsync'] }, argument: 0, options: ['secret'], secret: signing },
  { functions: { '@nestjs/jwt': ['sign', 'signAsync', 'verify', 'verifyAsync'] }, argument: 1, options: ['secret'], secret: signing },
  { functions: { 'passport-jwt': ['Strategy'] }, argument: 0, options: ['secretOrKey'], secret: signing },
  { functions: { 'express-session': ['default'], 'next-session': ['default'] }, argument: 0, options: ['secret'], secret: session },
  { functions: { 'cookie-session': ['default'] }, argument: 0, options: ['secret'], secret: session },
  { functions: { 'cookie-session': ['default'] }, argument: 0, options: ['keys'], secret: session },
  { functions: { 'client-sessions': ['default'] }, argument: 0, options: ['secret'], secret: session },
  { functions: { 'iron-session': ['getIronSession'] }, argument: 2, options: ['password'], secret: session },
  { functions: { 'next-auth': ['default', 'NextAuth'], 'better-auth': ['betterAuth'] }, argument: 0, options: ['secret'], secret: session },
  { functions: { 'cookie-parser': ['default'], keygrip: ['default'] }, argument: 0, secret: cookie },
  { functions: { crypto: ['createHmac'] }, argument: 1, secret: hmac },
  { functions: { crypto: ['createCipheriv', 'createDecipheriv', 'createCipher', 'createDecipher'] }, argument: 1, secret: encryption },
  { functions: { 'crypto-js': ['HmacSHA1', 'HmacSHA256', 'HmacSHA512', 'HmacMD5'] }, argument: 1, secret: hmac },
  // `CryptoJS.AES.encrypt()`. The package has no other `encrypt`.
  { functions: { 'crypto-js': ['encrypt', 'decrypt'], 'crypto-js/aes': ['encrypt', 'decrypt'] }, argument: 1, secret: encryption },
  { functions: { 'fast-jwt': ['createSigner', 'createVerifier'] }, argument: 0, options: ['key'], secret: signing },
  { functions: { '@sendgrid/mail': ['setApiKey'], resend: ['Resend'], stripe: ['default', 'Stripe'] }, argument: 0, secret: ofProvider },
  { functions: { postmark: ['ServerClient'], telegraf: ['Telegraf'], grammy: ['Bot'], 'node-telegram-bot-api': ['default'] }, argument: 0, secret: ofProvider },
  { functions: { twilio: ['default', 'Twilio'] }, argument: 1, secret: ofProvider },
  { functions: { '@upstash/redis': ['Redis'], '@vercel/kv': ['createClient'] }, argument: 0, options: ['token'], secret: ofProvider },
  { functions: { pusher: ['default'] }, argument: 0, options: ['secret'], secret: ofProvider },
  { functions: { openai: ['default', 'OpenAI'], '@anthropic-ai/sdk': ['default', 'Anthropic'] }, argument: 0, options: ['apiKey'], secret: ofProvider },
  { functions: { sequelize: ['default', 'Sequelize'], 'sequelize-typescript': ['Sequelize'] }, argument: 2, secret: 'the password of the database' },
]

/** The property of an application with the keys that sign cookies. */
export const keysOfApplication = { package: 'koa', property: 'keys', secret: cookie } as const

/** Plugins passed to `register`, and the options that hold the secret. */
export const pluginSecrets: { readonly [module: string]: readonly string[] } = {
  '@fastify/jwt': ['secret'],
  'fastify-jwt': ['secret'],
  '@fastify/cookie': ['secret'],
  'fastify-cookie': ['secret'],
  '@fastify/session': ['secret'],
  'fastify-session': ['secret'],
  '@fastify/secure-session': ['secret', 'key'],
}

/** Property paths of keys in the options of hapi's authentication strategies: `server.auth.strategy('jwt', 'jwt', { keys })`. */
export const strategySecrets: readonly (readonly string[])[] = [['keys'], ['key'], ['password'], ['cookie', 'password']]
/** Packages in which those strategies occur. */
export const strategyPackage = /^@?hapi(?:\/|$)/
