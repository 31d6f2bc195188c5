/**
 * Stand-ins for what rules for JavaScript use as soon as they are created. A configuration without `files` enables them for documents too;
 * there they find no nodes of theirs and do no harm, provided that these properties exist.
 */
export const standIns = {
  /** Properties of the root node. */
  node: { tokens: [], comments: [], body: [], sourceType: 'module' },
  parserOptions: { ecmaFeatures: {} },
  scopeManager: {
    scopes: [],
    globalScope: { variables: [], references: [], through: [], childScopes: [], set: new Map() },
    acquire: () => null,
    getDeclaredVariables: () => [],
  },
  /** For rules that need type information: those of typescript-eslint throw on creation without it. */
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
