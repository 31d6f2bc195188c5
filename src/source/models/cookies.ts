import type { FunctionTable } from '../called.ts'

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
  readonly cookieName: number
  readonly byDefault: readonly CookieGuard[]
}

const response = /^_?(?:res|response|reply|resp|rep)$/i
const jar = /^(?:cookies?|cookieStore|cookieJar|jar)$/i

export const cookieMethods: readonly CookieMethod[] = [
  // Express, Nest, restify, Fastify's older plugins.
  { name: 'cookie', on: response, cookieName: 0, byDefault: [] },
  { name: 'setCookie', on: response, cookieName: 0, byDefault: [] },
  // Next: `cookies().set`, `response.cookies.set`.
  { name: 'set', on: jar, packages: ['next'], cookieName: 0, byDefault: [] },
  // Koa and the package `cookies`, where Secure follows the connection: `ctx.cookies.set`.
  { name: 'set', on: jar, cookieName: 0, byDefault: ['httpOnly', 'secure'] },
]

/** Functions that write a cookie, with the arguments in front of its name. */
export const cookieFunctions: readonly { readonly functions: FunctionTable; readonly cookieName: number }[] = [
  { functions: { cookie: ['serialize', 'default'] }, cookieName: 0 },
  { functions: { 'hono/cookie': ['setCookie', 'setSignedCookie'], 'cookies-next': ['setCookie'], h3: ['setCookie'], nookies: ['setCookie'] }, cookieName: 1 },
]
