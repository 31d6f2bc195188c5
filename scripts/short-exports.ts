/** How the bundler writes an export between its own chunks: seventy characters for each, and a function call for each use. */
const one = /Object\.defineProperty\(exports,`([\w$]+)`,\{enumerable:!0,get:function\(\)\{return( [\w$]+|`[^`$\\]*`)\}\}\)/
const several = new RegExp(`${one.source}(?:,${one.source})+`, 'g')

/**
 * Shortens the exports of a built chunk to plain properties. The bundler writes them at the end, where every value is there, none of ours changes
 * later, and chunks do not import each other in circles: a test finds out.
 */
export function shortenExports(script: string): string {
  const isAll = !/(?<![\w$.'"`-])exports[.,[=]/.test(script.replace(several, ''))
  return script.replace(several, (names) => {
    const properties = Array.from(names.matchAll(new RegExp(one, 'g')), ([, name = '', value = '']) => `${name}:${value.trim()}`)
    // A new object has its properties at fixed places. One that gets hundreds of them later has a table, and each use is a search.
    return isAll ? `module.exports={${properties.join(',')}}` : `Object.assign(exports,{${properties.join(',')}})`
  })
}
