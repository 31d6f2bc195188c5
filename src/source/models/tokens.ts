import type { FunctionTable } from './lookup.ts'

/** How a library checks signed tokens. Arguments by their number; what a library does not have is left out. */
export interface TokenVerifier {
  readonly functions: FunctionTable
  /** The key, as an argument or as one of the options. */
  readonly key: number | readonly string[]
  readonly options: number
  /** The field of the options that fixes the algorithms. */
  readonly algorithms: string
  /** Middleware and makers of verifiers: the token comes later. */
  readonly takesOptionsOnly?: boolean
}

/** Sources: the packages' documentation, November 2026. jose is left out: it takes the algorithm from the key. */
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

/** Functions that read a token without looking at its signature. */
export const tokenReaders: FunctionTable = {
  jsonwebtoken: ['decode'],
  '@nestjs/jwt': ['decode'],
  'jwt-decode': ['default', 'jwtDecode', 'jwt_decode'],
  jose: ['decodeJwt'],
  'hono/jwt': ['decode'],
  jws: ['decode'],
}

/** What a signature is checked with by each package that can also read without: the sign that reading is not all there is. */
export const signatureChecks = /\.verify(?:Async)?\(|\bjwtVerify\b|\bverify\w*\(|\bpassport\b|createRemoteJWKSet|\bverifier\b/

/** How a library makes signed tokens. */
export interface TokenSigner {
  readonly functions: FunctionTable
  readonly payload: number
  /** The argument with the options; nothing where only the payload's `exp` ends a token's life. */
  readonly options?: number
  /** The field of the options that ends it. */
  readonly lifetime?: string
  /** The library, where options may be set once for all calls elsewhere. */
  readonly library?: string
}

/** Functions that sign a token, with the argument and option that say how long it holds. */
export const tokenSigners: readonly TokenSigner[] = [
  { functions: { jsonwebtoken: ['sign'], 'jsonwebtoken-esm': ['sign'] }, payload: 0, options: 2, lifetime: 'expiresIn' },
  { functions: { '@nestjs/jwt': ['sign', 'signAsync'] }, payload: 0, options: 1, lifetime: 'expiresIn', library: '@nestjs/jwt' },
  { functions: { 'jwt-simple': ['encode'] }, payload: 0 },
  { functions: { '@hapi/jwt': ['generate'] }, payload: 0, options: 2, lifetime: 'ttlSec' },
  // Made once, and told then how long its tokens are good for.
  { functions: { 'fast-jwt': ['createSigner'] }, payload: 0, options: 0, lifetime: 'expiresIn' },
  { functions: { 'hono/jwt': ['sign'], '@hono/jwt': ['sign'] }, payload: 0 },
]

/** Builders of tokens: the method that ends a token's life has to be in the chain. */
export const tokenBuilders: FunctionTable = { jose: ['SignJWT', 'EncryptJWT', 'UnsecuredJWT'] }
/** Their method that says how long the token holds. */
export const builderLifetime = 'setExpirationTime'

/** Signers that plugins put on the application, the reply or the context, by how they are called. */
export const handedSigners: readonly (Omit<TokenSigner, 'functions' | 'payload'> & { readonly words: RegExp; readonly method: RegExp })[] = [
  { library: '@fastify/jwt', words: /\bjwtSign\(|\.jwt\.sign\(/, method: /(?:^|\.)jwtSign$|\.jwt\.sign$/, options: 1, lifetime: 'expiresIn' },
  { library: '@elysiajs/jwt', words: /\bjwt\.sign\(/, method: /^jwt\.sign$/ },
]

/** What is told once how long all tokens live: the argument with the options, and the way through them. */
export interface TokenDefaults {
  readonly library: string
  readonly functions: FunctionTable
  readonly options: number
  readonly way: readonly string[]
  /** A plugin that is handed to `register`, its options beside it. */
  readonly isRegistered?: true
}

/** Nest's module for tokens, which is registered with them. */
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
/** The method of a class that makes the options of Nest's module. */
export const optionsFactory = 'createJwtOptions'

/** Strategies that classes extend by a mixin, `PassportStrategy(Strategy)`, and are told how to check tokens by `super`. */
export const extendedStrategies = { package: 'passport-jwt', name: 'Strategy' } as const
