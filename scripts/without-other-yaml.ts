import type { Plugin } from 'rolldown'

/**
 * js-yaml makes the tags and schemas of every version of YAML when it is loaded. Marked as free of effects, those that nobody asks for are
 * left out of what is built.
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
