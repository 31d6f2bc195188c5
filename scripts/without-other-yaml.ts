import type { Plugin } from 'rolldown'

/** Calls that only make values. */
const making = /^(var \w+ = )(?=define(?:Scalar|Sequence|Mapping)Tag\(|new (?:Schema|RegExp)\(|\w+_SCHEMA\.withTags\(|Object\.assign\()/gm
/** The tags of a schema that contains another. */
const extending = /\[\s*\.\.\.(\w+_SCHEMA\.tags),([^\]]*)\]/g
const raw = /String\.raw`([^`$]+(?:\$(?!\{)[^`$]*)*)`/g
/** A list of the values of an object. */
const listing = /Object\.keys\((\w+)\)\.map\(\((\w+)\) => Reflect\.get\(\1, \2\)\)/g
/** How the values of a tag are written, and what texts need no quotes then. */
const writing = /^\t+(?:identify|represent(?:TagName)?): .*[^{\n]\n|^var SRC_\w+ = .*\n|^var \w+ = new RegExp\(`.*\$\{SRC_.*\n/gm

/**
 * js-yaml creates the tags and schemas of every version of YAML when it is loaded, and the patterns and rules for writing it. This removes the
 * writing, and marks the rest as free of side effects, so that the bundler drops what is not used.
 */
export function withoutOtherYaml(): Plugin {
  return {
    name: 'without-other-yaml',
    transform: {
      filter: { id: /\/js-yaml\/dist\/js-yaml\.mjs$/ },
      handler: (code) => ({
        code: code
          .replace(writing, '')
          .replace(making, '$1/* @__PURE__ */ ')
          .replace(extending, '/* @__PURE__ */ $1.concat($2)')
          .replace(raw, (_, text: string) => JSON.stringify(text))
          .replace(listing, '/* @__PURE__ */ Object.values($1)'),
        map: null,
      }),
    },
  }
}
