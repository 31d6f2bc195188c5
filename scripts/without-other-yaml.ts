import type { Plugin } from 'rolldown'

/** Calls that only make values. */
const making = /^(var \w+ = )(?=define(?:Scalar|Sequence|Mapping)Tag\(|new (?:Schema|RegExp)\(|\w+_SCHEMA\.withTags\()/gm
/** A list of the values of an object. */
const listing = /Object\.keys\((\w+)\)\.map\(\((\w+)\) => Reflect\.get\(\1, \2\)\)/g

/**
 * js-yaml creates the tags and schemas of every version of YAML when it is loaded, and the patterns and rules for writing it. This marks them as
 * free of side effects, so that the bundler drops those that are not used.
 */
export function withoutOtherYaml(): Plugin {
  return {
    name: 'without-other-yaml',
    transform: {
      filter: { id: /\/js-yaml\/dist\/js-yaml\.mjs$/ },
      handler: (code) => ({ code: code.replace(making, '$1/* @__PURE__ */ ').replace(listing, '/* @__PURE__ */ Object.values($1)'), map: null }),
    },
  }
}
