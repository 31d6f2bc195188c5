import type { Plugin } from 'rolldown'

/** Replaces `yaml-library`, which loads js-yaml on demand, by `yaml-library-within`, which bundles it. */
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
