import type { Plugin } from 'rolldown'

/**
 * pluralize fills in what a pattern has found by the `arguments` of a function, and swc makes arrows of functions (`unsafe_arrows`) without looking
 * for them: `category` became `categocategoryies`. So what is found has a name.
 */
export function withNamedArguments(): Plugin {
  return {
    name: 'with-named-arguments',
    transform: {
      filter: { id: /\/pluralize\/pluralize\.js$/ },
      handler: (code) => {
        const named = code.replace(/function \(match, index\) \{(\s+)var result = interpolate\(rule\[1\], arguments\);/, 'function (match, index, ...more) {$1var result = interpolate(rule[1], [match, index, ...more]);')
        if (/\barguments\b/.test(named)) throw new Error('pluralize asks for `arguments` elsewhere: name them, too')
        return { code: named, map: null }
      },
    },
  }
}
