export interface Layer {
  readonly name: string
  readonly folders: readonly string[]
  readonly mayImport: readonly string[]
}

export const layers: readonly [Layer, ...Layer[]]
export function forbiddenFor(layer: Layer): Layer[]
