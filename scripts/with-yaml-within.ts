import type { Plugin } from 'rolldown'

/** Builds js-yaml's parser in, where it would be loaded from node_modules. */
export function withYamlWithin(): Plugin {
  return {
    name: 'with-yaml-within',
    resolveId: {
      filter: { id: /\/yaml-library\.ts$/ },
      handler(source, importer) {
        return this.resolve(source.replace('yaml-library', 'yaml-library-within'), importer)
      },
    },
  }
}
