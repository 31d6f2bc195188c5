/**
 * What rules for JavaScript ask of a source code as soon as they are created. Configurations without `files` switch them on for
 * every language; in a document they find no node of theirs, and so nothing to say, as long as these are there.
 */
export const standIns = {
  /** Of the root node. */
  node: { tokens: [], comments: [], body: [], sourceType: 'module' },
  parserOptions: { ecmaFeatures: {} },
  scopeManager: {
    scopes: [],
    globalScope: { variables: [], references: [], through: [], childScopes: [], set: new Map() },
    acquire: () => null,
    getDeclaredVariables: () => [],
  },
  /** What rules with types want: those of typescript-eslint refuse to be created without. */
  parserServices: {
    emitDecoratorMetadata: false,
    experimentalDecorators: false,
    isolatedDeclarations: false,
    esTreeNodeToTSNodeMap: new WeakMap(),
    tsNodeToESTreeNodeMap: new WeakMap(),
    program: {
      getCompilerOptions: () => ({ strict: true, strictNullChecks: true }),
      getTypeChecker: () => ({}),
      getSourceFile: () => undefined,
      getSourceFiles: () => [],
    },
    getSymbolAtLocation: () => undefined,
    getTypeAtLocation: () => ({}),
  },
} as const
