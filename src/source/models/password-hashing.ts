import type { FunctionTable } from './lookup.ts'

/** Functions that make a fast digest of their first argument, by algorithm. Sources: the packages' documentation. */
export const fastDigests: { readonly [algorithm: string]: FunctionTable } = {
  MD5: {
    md5: ['default'],
    'blueimp-md5': ['default'],
    'js-md5': ['default', 'md5', 'hex'],
    'ts-md5': ['hashStr', 'Md5'],
    'spark-md5': ['hash'],
    'crypto-js': ['MD5'],
    'crypto-js/md5': ['default'],
    'pure-md5': ['md5'],
    '@noble/hashes/legacy': ['md5'],
  },
  'SHA-1': {
    sha1: ['default'],
    'js-sha1': ['default', 'sha1'],
    'crypto-js': ['SHA1'],
    'crypto-js/sha1': ['default'],
    '@noble/hashes/sha1': ['sha1'],
    'password-hash': ['generate'],
  },
  'SHA-2': {
    sha256: ['default'],
    'js-sha256': ['default', 'sha256', 'sha224'],
    'js-sha512': ['default', 'sha512'],
    'crypto-js': ['SHA256', 'SHA512', 'SHA384', 'SHA224', 'SHA3'],
    'crypto-js/sha256': ['default'],
    'crypto-js/sha512': ['default'],
    '@noble/hashes/sha256': ['sha256'],
    '@noble/hashes/sha512': ['sha512'],
    'hash-wasm': ['sha256', 'sha512'],
    'object-hash': ['default', 'sha1', 'MD5'],
  },
}

/** Functions that make an incremental hash: the algorithm is their first argument, and `update` takes the text. */
export const digestBuilders: FunctionTable = { crypto: ['createHash', 'createHmac'] }
/** Bun's, which is a global: `new Bun.CryptoHasher('md5')`. */
export const digestBuilderOfBun = 'CryptoHasher'
/** Functions that make a digest in one call. */
export const digestsAtOnce: FunctionTable = { crypto: ['hash'] }

/** Password hashing and comparison functions. Their input may be a fast digest, made to shorten the password. */
export const passwordHashes: FunctionTable = {
  bcrypt: ['hash', 'hashSync', 'compare', 'compareSync'],
  bcryptjs: ['hash', 'hashSync', 'compare', 'compareSync'],
  'bcrypt-nodejs': ['hash', 'hashSync', 'compare', 'compareSync'],
  '@node-rs/bcrypt': ['hash', 'hashSync', 'compare', 'verify'],
  'bcrypt-ts': ['hash', 'hashSync', 'compare', 'compareSync'],
  argon2: ['hash', 'verify'],
  '@node-rs/argon2': ['hash', 'hashSync', 'verify', 'verifySync'],
  crypto: ['scrypt', 'scryptSync', 'pbkdf2', 'pbkdf2Sync', 'timingSafeEqual'],
}

/** The parameter of a function that sets the cost of its hash. */
export interface CostParameter {
  readonly functions: FunctionTable
  /** The index of the argument that is the cost, or of the options with `option`. */
  readonly argument: number
  readonly option?: string
  /** The parameter's name in the library's documentation. */
  readonly name: string
  /** The least acceptable cost. OWASP Password Storage Cheat Sheet, 2025. */
  readonly least: number
}

const bcryptPackages = ['bcrypt', 'bcryptjs', 'bcrypt-nodejs', '@node-rs/bcrypt', 'bcrypt-ts']
const inBcrypt = (...names: readonly string[]): FunctionTable => Object.fromEntries(bcryptPackages.map((name) => [name, names]))

/** The cost parameters of password hashes. The minimums are those of OWASP's Password Storage Cheat Sheet. */
export const costParameters: readonly CostParameter[] = [
  { functions: inBcrypt('hash', 'hashSync'), argument: 1, name: 'rounds', least: 10 },
  { functions: inBcrypt('genSalt', 'genSaltSync'), argument: 0, name: 'rounds', least: 10 },
  { functions: { crypto: ['pbkdf2', 'pbkdf2Sync'] }, argument: 2, name: 'iterations', least: 100_000 },
  { functions: { 'crypto-js': ['PBKDF2'], 'crypto-js/pbkdf2': ['default'] }, argument: 2, option: 'iterations', name: 'iterations', least: 100_000 },
  { functions: { crypto: ['scrypt', 'scryptSync'] }, argument: 3, option: 'N', name: 'N', least: 16_384 },
  { functions: { crypto: ['scrypt', 'scryptSync'] }, argument: 3, option: 'cost', name: 'cost', least: 16_384 },
  { functions: { argon2: ['hash'], '@node-rs/argon2': ['hash', 'hashSync'] }, argument: 1, option: 'memoryCost', name: 'memoryCost', least: 7_168 },
]
