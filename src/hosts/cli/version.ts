// The build inlines only this field of package.json.
export { version } from '../../../package.json'
