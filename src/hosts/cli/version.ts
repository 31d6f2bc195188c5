// The build keeps this one field of the manifest.
export { version } from '../../../package.json'
