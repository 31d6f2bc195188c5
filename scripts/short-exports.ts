/** How the bundler has a script of its own give a name to the others: seventy characters for each of them. */
const one = /Object\.defineProperty\(exports,`([\w$]+)`,\{enumerable:!0,get:function\(\)\{return( [\w$]+|`[^`$\\]*`)\}\}\)/
const several = new RegExp(`${one.source}(?:,${one.source})+`, 'g')

/** Has a built script say once how its names are given, and then only which: what they mean is asked for as late as before. */
export function shortenExports(script: string): string {
  return script.replace(several, (names) => {
    const getters = Array.from(names.matchAll(new RegExp(one, 'g')), ([, name = '', value = '']) => `${name}:()=>${value.trim()}`)
    return `(e=>{for(let n in e)Object.defineProperty(exports,n,{enumerable:!0,get:e[n]})})({${getters.join(',')}})`
  })
}
