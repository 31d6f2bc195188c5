import type { FunctionTable } from '../called.ts'

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
  jws: ['decode'],
}

/** What a signature is checked with by each package that can also read without: the sign that reading is not all there is. */
export const signatureChecks = /\.verify(?:Async)?\(|\bjwtVerify\b|\bverify\w*\(|\bpassport\b|createRemoteJWKSet|\bverifier\b/

/** Accepting tokens without a signature on purpose. */
export const unsignedTokens: FunctionTable = { jose: ['UnsecuredJWT', 'decode'] }

/** How a library makes signed tokens. */
export interface TokenSigner {
  readonly functions: FunctionTable
  readonly payload: number
  /** The argument with the options; nothing where only the payload's `exp` ends a token's life. */
  readonly options?: number
  /** The field of the options that ends it. */
  readonly lifetime?: string
  /** Options may be set once for all calls elsewhere. */
  readonly hasDefaults?: boolean
}

export const tokenSigners: readonly TokenSigner[] = [
  { functions: { jsonwebtoken: ['sign'], 'jsonwebtoken-esm': ['sign'] }, payload: 0, options: 2, lifetime: 'expiresIn' },
  { functions: { '@nestjs/jwt': ['sign', 'signAsync'] }, payload: 0, options: 1, lifetime: 'expiresIn', hasDefaults: true },
  { functions: { 'jwt-simple': ['encode'] }, payload: 0 },
  { functions: { 'hono/jwt': ['sign'], '@hono/jwt': ['sign'] }, payload: 0 },
]

/** Builders of tokens: the method that ends a token's life has to be in the chain. */
export const tokenBuilders: FunctionTable = { jose: ['SignJWT', 'EncryptJWT', 'UnsecuredJWT'] }
export const builderLifetime = 'setExpirationTime'

/** Modules that are told once how long all their tokens live: the argument with the options, and the way through them. */
export const tokenDefaults: readonly { readonly functions: FunctionTable; readonly options: number; readonly way: readonly string[] }[] = [
  { functions: { '@nestjs/jwt': ['register'] }, options: 0, way: ['signOptions', 'expiresIn'] },
]

/** Strategies that classes extend by a mixin, `PassportStrategy(Strategy)`, and are told how to check tokens by `super`. */
export const extendedStrategies = { package: 'passport-jwt', name: 'Strategy' } as const
