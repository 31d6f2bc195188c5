import { forbiddenFor, layers } from './layers.mjs'

const within = (folders) => `^src/(${folders.join('|')})/`

export default {
  forbidden: [
    { name: 'no-circular', severity: 'warn', from: {}, to: { circular: true } },
    ...layers
      .filter((layer) => forbiddenFor(layer).length > 0)
      .map((layer) => ({
        name: `layer-${layer.name}`,
        severity: 'warn',
        from: { path: within(layer.folders) },
        to: { path: within(forbiddenFor(layer).flatMap(({ folders }) => folders)) },
      })),
  ],
  options: {
    // As `depcruise --init` sets a TypeScript project up: type-only imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
}
