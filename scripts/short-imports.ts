/** How the bundler writes the import of one of its own chunks that is waited for. */
const awaited = /\bawait Promise\.resolve\(\)\.then\(\(\)=>require\((`[^`$\\]+`)\)\)(?:\.then\([\w$]+=>[\w$]+\.([\w$]+)\))?/g

/** Shortens the dynamic imports of a built chunk to plain requirements where they are waited for, which rejects and continues later as before. */
export function shortenImports(script: string): string {
  return script.replace(awaited, (_, chunk: string, name?: string) => `await require(${chunk})${name === undefined ? '' : `.${name}`}`)
}
