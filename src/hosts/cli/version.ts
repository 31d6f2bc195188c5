import manifest from '../../../package.json' with { type: 'json' }

/** The version of the package, written into the build. */
export const { version } = manifest
