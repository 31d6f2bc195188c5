import type { FunctionTable } from './lookup.ts'

/** Attributes that protect a cookie. */
export type CookieGuard = 'httpOnly' | 'secure' | 'sameSite'

/** A library that keeps sessions in a cookie, and the attributes that it sets by default. */
export interface SessionLibrary {
  readonly functions: FunctionTable
  /** The index of the argument with the options. */
  readonly options: number
  /** The option that holds those of the cookie; left out if they are mixed with the others. */
  readonly cookie?: string
  readonly byDefault: readonly CookieGuard[]
}

/** Libraries that keep sessions in a cookie. Sources: the packages' documentation, November 2026. */
export const sessionLibraries: readonly SessionLibrary[] = [
  { functions: { 'express-session': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly'] },
  // Secure by default if the connection is. Behind a proxy that depends on its settings.
  { functions: { 'cookie-session': ['default'] }, options: 0, byDefault: ['httpOnly', 'secure'] },
  { functions: { 'koa-session': ['default'] }, options: 0, byDefault: ['httpOnly', 'secure'] },
  { functions: { 'koa-generic-session': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly', 'secure'] },
  { functions: { 'client-sessions': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly'] },
  { functions: { '@adonisjs/session': ['defineConfig'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly', 'secure', 'sameSite'] },
  { functions: { 'next-session': ['default'] }, options: 0, cookie: 'cookie', byDefault: ['httpOnly'] },
  { functions: { 'iron-session': ['getIronSession'] }, options: 2, cookie: 'cookieOptions', byDefault: ['httpOnly', 'secure', 'sameSite'] },
  {
    functions: { 'iron-session': ['withIronSession', 'withIronSessionApiRoute', 'ironSession'] },
    options: 1,
    cookie: 'cookieOptions',
    byDefault: ['httpOnly', 'secure', 'sameSite'],
  },
]

/** Session plugins of Fastify, passed to `register` with their options, and the attributes they set by default. */
export const registeredSessions: { readonly [module: string]: readonly CookieGuard[] } = {
  '@fastify/session': ['httpOnly', 'secure'],
  'fastify-session': ['httpOnly', 'secure'],
  '@fastify/secure-session': [],
  'fastify-secure-session': [],
}

/** A method that sets a cookie, recognized by its name and its receiver's. */
export interface CookieMethod {
  readonly name: string
  /** The name of the receiver. */
  readonly on: RegExp
  /** Only in files that import one of these packages. */
  readonly packages?: readonly string[]
  /** Or in files with such a path, whatever they import. */
  readonly files?: RegExp
  readonly cookieName: number
  /** The method declares the cookie, to be set elsewhere: its options are the second argument. */
  readonly isDescribed?: true
  readonly byDefault: readonly CookieGuard[]
  /** The names of its options; left out if they are those of the attributes. */
  readonly options?: GuardOptions
}

/** The names of the options for each attribute. */
export type GuardOptions = { readonly [Guard in CookieGuard]: string }

const guardsOfHapi: GuardOptions = { httpOnly: 'isHttpOnly', secure: 'isSecure', sameSite: 'isSameSite' }
const all: readonly CookieGuard[] = ['httpOnly', 'secure', 'sameSite']

/** hapi sets all attributes unless told otherwise: for the cookies of schemes in `auth.strategy`, and of plugins registered with options. */
export const cookiesOfHapi: {
  readonly options: GuardOptions
  readonly byDefault: readonly CookieGuard[]
  /** The scheme, and the property of its options that holds the cookie's. */
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
  // SvelteKit sets all attributes unless told otherwise.
  { name: 'set', on: jar, packages: ['@sveltejs/kit'], files: /(?:^|\/)(?:\+(?:page|layout)\.server|\+server|hooks\.server)\.[jt]s$/, cookieName: 0, byDefault: all },
  // Koa and the package `cookies`, where Secure depends on the connection: `ctx.cookies.set`.
  { name: 'set', on: jar, cookieName: 0, byDefault: ['httpOnly', 'secure'] },
]

/** Functions that set or serialize a cookie, with the index of the argument that is its name. */
export const cookieFunctions: readonly { readonly functions: FunctionTable; readonly cookieName: number }[] = [
  { functions: { cookie: ['serialize', 'default'] }, cookieName: 0 },
  { functions: { 'hono/cookie': ['setCookie', 'setSignedCookie'], 'cookies-next': ['setCookie'], h3: ['setCookie'], nookies: ['setCookie'] }, cookieName: 1 },
]
