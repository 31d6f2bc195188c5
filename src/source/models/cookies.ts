import type { FunctionTable } from './lookup.ts'

/** What protects a cookie. */
export type CookieGuard = 'httpOnly' | 'secure' | 'sameSite'

/** Middleware that keeps a session in a cookie, and which guards it sets unless told otherwise. */
export interface SessionLibrary {
  readonly functions: FunctionTable
  /** The argument with the options. */
  readonly options: number
  /** The option that holds the cookie's own; nothing where they are mixed with the others. */
  readonly cookie?: string
  readonly byDefault: readonly CookieGuard[]
}

/** Sources: the packages' documentation, November 2026. */
export const sessionLibraries: readonly SessionLibrary[] = [
  { functions: { 'express-session': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly'] },
  // Secure by default where the connection is: behind a proxy that is a matter of settings.
  { functions: { 'cookie-session': ['default'] }, options: 0, byDefault: ['httpOnly', 'secure'] },
  { functions: { 'koa-session': ['default'] }, options: 0, byDefault: ['httpOnly', 'secure'] },
  { functions: { 'koa-generic-session': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly', 'secure'] },
  { functions: { 'client-sessions': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly'] },
  { functions: { 'next-session': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly'] },
  { functions: { 'iron-session': ['getIronSession'] }, options: 2, cookie: 'cookieOptions', byDefault: ['httpOnly', 'secure', 'sameSite'] },
  {
    functions: { 'iron-session': ['withIronSession', 'withIronSessionApiRoute', 'ironSession'] },
    options: 1,
    cookie: 'cookieOptions',
    byDefault: ['httpOnly', 'secure', 'sameSite'],
  },
]

/** Session plugins of Fastify: handed to `register` with their options beside them. */
export const registeredSessions: { readonly [module: string]: readonly CookieGuard[] } = {
  '@fastify/session': ['httpOnly', 'secure'],
  'fastify-session': ['httpOnly', 'secure'],
  '@fastify/secure-session': [],
  'fastify-secure-session': [],
}

/** A method that sets one cookie, known by its own name and what it is called on. */
export interface CookieMethod {
  readonly name: string
  /** What it is called on, by name. */
  readonly on: RegExp
  /** Only in files that import one of these. */
  readonly packages?: readonly string[]
  /** Only in files of these names, where none of the packages is imported. */
  readonly files?: RegExp
  readonly cookieName: number
  /** The cookie is described here, and set elsewhere: its options come at once. */
  readonly isDescribed?: true
  readonly byDefault: readonly CookieGuard[]
  /** How its options are called; like the guards where nothing is said. */
  readonly options?: GuardOptions
}

/** What options are called that set the guards. */
export type GuardOptions = { readonly [Guard in CookieGuard]: string }

const guardsOfHapi: GuardOptions = { httpOnly: 'isHttpOnly', secure: 'isSecure', sameSite: 'isSameSite' }
const all: readonly CookieGuard[] = ['httpOnly', 'secure', 'sameSite']

/** hapi guards what it is not told to leave open: by the scheme of `auth.strategy`, and by plugins that are registered with options. */
export const cookiesOfHapi: {
  readonly options: GuardOptions
  readonly byDefault: readonly CookieGuard[]
  /** The scheme, and where its options hold the cookie's. */
  readonly strategies: { readonly [scheme: string]: string | undefined }
  readonly plugins: { readonly [module: string]: string }
} = {
  options: guardsOfHapi,
  byDefault: all,
  strategies: { cookie: 'cookie', bell: undefined },
  plugins: { '@hapi/yar': 'cookieOptions', yar: 'cookieOptions' },
}

const response = /^_?(?:res|response|reply|resp|rep)$/i
const jar = /^(?:cookies?|cookieStore|cookieJar|jar)$/i

/** The methods that set a cookie, by framework. */
export const cookieMethods: readonly CookieMethod[] = [
  // Express, Nest, restify, Fastify's older plugins.
  { name: 'cookie', on: response, cookieName: 0, byDefault: [] },
  { name: 'setCookie', on: response, cookieName: 0, byDefault: [] },
  // Next: `cookies().set`, `response.cookies.set`.
  { name: 'set', on: jar, packages: ['next'], cookieName: 0, byDefault: [] },
  // hapi: `h.state('sid', id, options)`, `server.state('sid', options)`.
  { name: 'state', on: /^(?:h|toolkit|response|res|reply)$/, cookieName: 0, byDefault: all, options: guardsOfHapi },
  { name: 'state', on: /server$/i, cookieName: 0, isDescribed: true, byDefault: all, options: guardsOfHapi },
  // SvelteKit guards what it is not told to leave open.
  { name: 'set', on: jar, packages: ['@sveltejs/kit'], files: /(?:^|\/)(?:\+(?:page|layout)\.server|\+server|hooks\.server)\.[jt]s$/, cookieName: 0, byDefault: all },
  // Koa and the package `cookies`, where Secure follows the connection: `ctx.cookies.set`.
  { name: 'set', on: jar, cookieName: 0, byDefault: ['httpOnly', 'secure'] },
]

/** Functions that write a cookie, with the arguments in front of its name. */
export const cookieFunctions: readonly { readonly functions: FunctionTable; readonly cookieName: number }[] = [
  { functions: { cookie: ['serialize', 'default'] }, cookieName: 0 },
  { functions: { 'hono/cookie': ['setCookie', 'setSignedCookie'], 'cookies-next': ['setCookie'], h3: ['setCookie'], nookies: ['setCookie'] }, cookieName: 1 },
]
