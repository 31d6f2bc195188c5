import type { Reporter } from './reporter.ts'

/** Every format by its name, loaded when it is asked for. */
export const formats = {
  pretty: { load: async () => (await import('./pretty.ts')).pretty },
  json: { load: async () => (await import('./json.ts')).json },
} as const satisfies { readonly [name: string]: { readonly load: () => Promise<Reporter> } }

export type FormatName = keyof typeof formats

export const formatNames = ['pretty', 'json'] as const satisfies readonly FormatName[]
