/** Names of configurations that are data. */
export const dataNames: readonly string[] = ['setsquare.yaml', 'setsquare.yml', 'setsquare.json']

/** Names of configurations that are programs. */
export const programNames: readonly string[] = ['setsquare.config.js', 'setsquare.config.mjs', 'setsquare.config.cjs']
