import { layers } from './layers.mjs'

export default {
  architecture: {
    layers: layers.map(({ name, folders, mayImport }) => ({
      name,
      files: folders.map((folder) => `src/${folder}/**`),
      mayImport,
    })),
  },
}
