import type { FunctionTable } from './lookup.ts'

/** How a library verifies signed tokens. Numbers are indices of arguments. */
export interface TokenVerifier {
  readonly functions: FunctionTable
  /** The key: an argument, or the names of options. */
  readonly key: number | readonly string[]
  readonly options: number
  /** The option that restricts the algorithms. */
  readonly algorithms: string
  /** Middleware and factories of verifiers, which get the token later. */
  readonly takesOptionsOnly?: boolean
}

/** Libraries that verify tokens. Sources: the packages' documentation, November 2026. jose is left out because it derives the algorithm from the key. */
export const tokenVerifiers: readonly TokenVerifier[] = [
  {
    functions: { jsonwebtoken: ['verify'], 'jsonwebtoken-esm': ['verify'] },
    key: 1,
    options: 2,
    algorithms: 'algorithms',
  },
  { functions: { '@nestjs/jwt': ['verify', 'verifyAsync'] }, key: ['publicKey', 'secret'], options: 1, algorithms: 'algorithms' },
  {
    functions: { 'express-jwt': ['default', 'expressjwt', 'expressJwt', 'jwt'], 'koa-jwt': ['default'] },
    key: ['secret'],
    options: 0,
    algorithms: 'algorithms',
    takesOptionsOnly: true,
  },
  {
    functions: { 'passport-jwt': ['Strategy'] },
    key: ['secretOrKey', 'secretOrKeyProvider'],
    options: 0,
    algorithms: 'algorithms',
    takesOptionsOnly: true,
  },
  { functions: { 'fast-jwt': ['createVerifier'] }, key: ['key'], options: 0, algorithms: 'algorithms', takesOptionsOnly: true },
]

/** Functions that decode a token without verifying its signature. */
export const tokenReaders: FunctionTable = {
  jsonwebtoken: ['decode'],
  '@nestjs/jwt': ['decode'],
  'jwt-decode': ['default', 'jwtDecode', 'jwt_decode'],
  jose: ['decodeJwt'],
  'hono/jwt': ['decode'],
  jws: ['decode'],
  // It verifies, unless its third argument is true.
  'jwt-simple': ['decode'],
}

/** Signs that a file also verifies signatures, and does not only decode. */
export const signatureChecks = /\.verify(?:Async)?\(|\bjwtVerify\b|\bverify\w*\(|\bpassport\b|createRemoteJWKSet|\bverifier\b/

/** How a library signs tokens. Numbers are indices of arguments. */
export interface TokenSigner {
  readonly functions: FunctionTable
  readonly payload: number
  /** The options; left out if a lifetime can be set only by `exp` in the payload. */
  readonly options?: number
  /** The option for the lifetime. */
  readonly lifetime?: string
  /** The library, if options for all calls may be set elsewhere. */
  readonly library?: string
}

/** Functions that sign a token, and how they set its lifetime. */
export const tokenSigners: readonly TokenSigner[] = [
  { functions: { jsonwebtoken: ['sign'], 'jsonwebtoken-esm': ['sign'] }, payload: 0, options: 2, lifetime: 'expiresIn' },
  { functions: { '@nestjs/jwt': ['sign', 'signAsync'] }, payload: 0, options: 1, lifetime: 'expiresIn', library: '@nestjs/jwt' },
  { functions: { 'jwt-simple': ['encode'] }, payload: 0 },
  { functions: { '@hapi/jwt': ['generate'] }, payload: 0, options: 2, lifetime: 'ttlSec' },
  // The lifetime is set where the signer is made.
  { functions: { 'fast-jwt': ['createSigner'] }, payload: 0, options: 0, lifetime: 'expiresIn' },
  { functions: { 'hono/jwt': ['sign'], '@hono/jwt': ['sign'] }, payload: 0 },
]

/** Builders of tokens, whose lifetime is set by a method in the chain. */
export const tokenBuilders: FunctionTable = { jose: ['SignJWT', 'EncryptJWT', 'UnsecuredJWT'] }
/** The method that sets the lifetime. */
export const builderLifetime = 'setExpirationTime'

/** Signers that plugins add to the application, the reply or the context. */
export const injectedSigners: readonly (Omit<TokenSigner, 'functions' | 'payload'> & { readonly words: RegExp; readonly method: RegExp })[] = [
  { library: '@fastify/jwt', words: /\bjwtSign\(|\.jwt\.sign\(/, method: /(?:^|\.)jwtSign$|\.jwt\.sign$/, options: 1, lifetime: 'expiresIn' },
  { library: '@elysiajs/jwt', words: /\bjwt\.sign\(/, method: /^jwt\.sign$/ },
]

/** A call that sets the lifetime of all tokens: the index of the argument with the options, and the property path in them. */
export interface TokenDefaults {
  readonly library: string
  readonly functions: FunctionTable
  readonly options: number
  readonly way: readonly string[]
  /** A plugin passed to `register`, with the options after it. */
  readonly isRegistered?: true
}

/** Nest's JWT module. */
export const defaultsOfNest: TokenDefaults = {
  library: '@nestjs/jwt',
  functions: { '@nestjs/jwt': ['register', 'registerAsync'] },
  options: 0,
  way: ['signOptions', 'expiresIn'],
}
/** Where a lifetime for all tokens is set, by library. */
export const tokenDefaults: readonly TokenDefaults[] = [
  defaultsOfNest,
  { library: '@fastify/jwt', functions: { '@fastify/jwt': [] }, options: 1, way: ['sign', 'expiresIn'], isRegistered: true },
  { library: '@elysiajs/jwt', functions: { '@elysiajs/jwt': ['jwt', 'default'] }, options: 0, way: ['exp'] },
]
/** The method of a class that provides options for Nest's JWT module. */
export const optionsFactory = 'createJwtOptions'

/** Passport strategies that classes extend by a mixin, `PassportStrategy(Strategy)`, with the options in the call of `super`. */
export const extendedStrategies = { package: 'passport-jwt', name: 'Strategy' } as const
