/** How the bundler writes an export between its own chunks: seventy characters for each. */
const one = /Object\.defineProperty\(exports,`([\w$]+)`,\{enumerable:!0,get:function\(\)\{return( [\w$]+|`[^`$\\]*`)\}\}\)/
const several = new RegExp(`${one.source}(?:,${one.source})+`, 'g')

/** Shortens the exports of a built chunk: the code for a getter is written once, followed by the names. They are still evaluated lazily. */
export function shortenExports(script: string): string {
  return script.replace(several, (names) => {
    const getters = Array.from(names.matchAll(new RegExp(one, 'g')), ([, name = '', value = '']) => `${name}:()=>${value.trim()}`)
    return `(e=>{for(let n in e)Object.defineProperty(exports,n,{enumerable:!0,get:e[n]})})({${getters.join(',')}})`
  })
}
