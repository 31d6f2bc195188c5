/** What request data must not decide, apart from SQL text. */
export interface Goal {
  readonly kind: 'filter' | 'url'
  /** The parts of a request that clients choose freely enough: by their path, decorated parameters as they are written, names of functions that return them. */
  readonly parts: RegExp
  /** Code that a value passes through, which shows that it is checked. */
  readonly checks: RegExp
}

/** The conditions of a query of MongoDB: an object in place of a text is an operator. */
export const filterGoal: Goal = {
  kind: 'filter',
  // A class is validated by a pipe. A single field of Nest's is not: `@Body('email') email: string`.
  parts: /^(?:re\w+\.)*(?:body|payload|query|json\(\)|readBody|json)(?:\.|$)|^@Body\(['"\w]*\) ?\w+\??(?:: ?(?:any|unknown|string|\{[^]*\}))?$/,
  checks: /\b(?:typeof|instanceof|z)\b|\b(?:is)?[vV]alid(?!ate(?:User|Login)(?:Doc)?\b(?!\((?:\{|[\w.]*(?:body|data|input)\))))[aA-Z.(]|\w[vV]alidat(?!ionE)|anitiz|chema\b|\bassert|\b(?:is|check)[A-Z]\w+\(|[jJ]oi|Pipe|plainTo|(?<!JSON)\.(?:safeP|p)arse/,
}

/** Methods of Mongoose and of MongoDB's driver whose first argument is a filter, the id of one, code in one, or a pipeline (for `distinct`, the second). */
export const filterMethods = /^(?:find(?:One|ById)?(?:And\w+)?|(?:(?:upd|del)\w+|replace)(?:One|Many)|update|remove|exists|count(?:Documents)?|aggregate|distinct|\$?where|and|n?or)$/

/** Packages whose models and collections have these methods; the last ones have the query language of MongoDB, and files for a database. */
export const filterPackages = /^(?:@[\w-]+\/)?(?:mongo(?:ose|db|js|ist)|monk|nedb|marsdb)$|typegoose/

/** Signs that a file may call them. */
export const filterSigns = ['.find', '.delete', '.update', '.count', '.exists(', '.remove(', '.replaceOne(', '.aggregate(']

/** The server that a request goes to. */
export const urlGoal: Goal = {
  kind: 'url',
  parts:
    /^(?:re\w+\.)*(?:body|payload|quer|param|json|parseB|formD|input|data|valid\(|get(?:Query|Router)|readBody|(?:\w*[uU]rl\.)?(?:searchP|quer)|pathP|multiV)|^@(?:Arg|Body|MessageB|Query|Param)/,
  checks:
    /(?<!-)allow|white_?list|trusted|ssrf|block|deny|\bdns\b|isIP|\bassert|\bis(?:Safe|Valid|Public)|(?:valid|check|safe|verif|ensure)\w*(?:ur[il]|host|target|domain)|sWith\(|\.(?:test|match|includes|has|some)\(|\.(?:host(?:name)?|origin) ?[!=]=/i,
}

/** HTTP clients, whose first argument is an address or has it among its properties, and browsers. */
export const clientPackages = /^(?:axios|got|undici|needle|superagent|ofetch|(?:node:)?https?|(?:node|cross|isomorphic)-(?:un)?fetch|request(?:-promise.*)?|@nestjs\/axios|@hapi\/wreck|(?:puppeteer|playwright)(?:-core)?)$/
