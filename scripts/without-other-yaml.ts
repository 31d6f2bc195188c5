import type { Plugin } from 'rolldown'

/**
 * js-yaml creates the tags and schemas of every version of YAML when it is loaded. This marks them as free of side effects, so that the bundler
 * drops those that are not used.
 */
export function withoutOtherYaml(): Plugin {
  return {
    name: 'without-other-yaml',
    transform: {
      filter: { id: /\/js-yaml\/dist\/js-yaml\.mjs$/ },
      handler: (code) => ({ code: code.replace(/^(var \w+ = )(?=define(?:Scalar|Sequence|Mapping)Tag\(|new Schema\(|\w+_SCHEMA\.withTags\()/gm, '$1/* @__PURE__ */ '), map: null }),
    },
  }
}
