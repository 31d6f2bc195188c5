// The layers that the source section checks. The configurations of all three tools are derived from this list. The folders are
// typeorm's; the generated project uses the same names.

/** From the bottom up. A layer may always import itself. */
export const layers = [
  {
    name: 'foundation',
    folders: ['common', 'error', 'logger', 'platform', 'util'],
    mayImport: [],
  },
  {
    name: 'metadata',
    folders: ['metadata', 'metadata-args', 'metadata-builder', 'naming-strategy'],
    mayImport: ['foundation'],
  },
  {
    name: 'definition',
    folders: ['decorator', 'entity-schema', 'find-options', 'subscriber'],
    mayImport: ['foundation', 'metadata'],
  },
  {
    name: 'execution',
    folders: [
      'cache',
      'connection',
      'data-source',
      'driver',
      'entity-manager',
      'migration',
      'persistence',
      'query-builder',
      'query-runner',
      'repository',
      'schema-builder',
    ],
    mayImport: ['foundation', 'metadata', 'definition'],
  },
  {
    name: 'commands',
    folders: ['commands'],
    mayImport: ['foundation', 'metadata', 'definition', 'execution'],
  },
]

/** The layers that a layer may not import. */
export function forbiddenFor(layer) {
  return layers.filter((other) => other !== layer && !layer.mayImport.includes(other.name))
}
