import type { Plugin } from 'rolldown'

/** The call of a helper, which has a short name by now, with an object of nothing but functions that return a variable. */
const namespace = /(?:\/\* @__PURE__ \*\/ )?require_rolldown_runtime\.\w+\(\{((?:\s*[\w$]+: \(\) => [A-Za-z_$][\w$]*,?)+)\s*\}\)/g

/**
 * Writes what an `import()` of a module within its own chunk gets as an object with getters. The bundler has a function for it, in a file of its
 * own, which Node would load before anything else.
 */
export function plainNamespaces(): Plugin {
  return {
    name: 'plain-namespaces',
    renderChunk: (code) => ({ code: withPlainNamespaces(code), map: null }),
  }
}

export function withPlainNamespaces(code: string): string {
  return code.replace(namespace, (_, members: string) => `{${members.replace(/([\w$]+): \(\) => ([\w$]+)/g, 'get $1() { return $2 }')}}`)
}

/** Drops the loading of the helpers from a minified chunk that uses none of them. */
export function withoutUnusedHelpers(script: string): string {
  return script.replace(/(?<=[;}\n]|^)require\("\.\/rolldown-runtime-[\w-]+\.cjs"\);/, '')
}
