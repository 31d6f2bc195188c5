import { words } from '../../core/words.ts'

/** Synchronous functions by module. While one of them runs, the process serves no other request. */
export const blockingCalls: { readonly [module: string]: ReadonlySet<string> } = {
  fs: words(`
    readFileSync writeFileSync appendFileSync copyFileSync cpSync readdirSync rmSync rmdirSync truncateSync
    writevSync readvSync opendirSync
  `),
  'fs-extra': words(`
    readFileSync writeFileSync appendFileSync copySync copyFileSync moveSync removeSync emptyDirSync outputFileSync
    outputJsonSync readJsonSync readJSONSync writeJsonSync writeJSONSync readdirSync rmSync
  `),
  child_process: words('execSync execFileSync spawnSync'),
  crypto: words('pbkdf2Sync scryptSync generateKeyPairSync generatePrimeSync checkPrimeSync hkdfSync argon2Sync'),
  zlib: words('gzipSync gunzipSync deflateSync inflateSync deflateRawSync inflateRawSync brotliCompressSync brotliDecompressSync unzipSync'),
  bcrypt: words('hashSync compareSync'),
  bcryptjs: words('hashSync compareSync'),
  'bcrypt-nodejs': words('hashSync compareSync'),
  shelljs: words('exec'),
  'cross-spawn': words('sync'),
  execa: words('execaSync execaCommandSync sync commandSync'),
  'sync-request': words('default *'),
  'sync-fetch': words('default *'),
  deasync: words('loopWhile sleep runLoopOnce'),
  'readline-sync': words('question prompt keyIn'),
}

/** Modules whose functions are slow by design: hundreds of milliseconds per call, wherever they are called. */
export const slowOnPurpose: ReadonlySet<string> = new Set(['bcrypt', 'bcryptjs', 'bcrypt-nodejs'])

/** The alternative to recommend, by module. */
export const asyncForms: { readonly [module: string]: string } = {
  fs: 'its form of node:fs/promises',
  'fs-extra': 'its form without Sync',
  child_process: 'execFile or spawn, or pass the work to a queue',
  crypto: 'its form with a callback or promise, which works on another thread',
  zlib: 'its form with a callback or promise, or a stream',
  bcrypt: 'its form without Sync, which works on another thread',
  bcryptjs: 'its form without Sync',
  'bcrypt-nodejs': 'its form without Sync',
}
