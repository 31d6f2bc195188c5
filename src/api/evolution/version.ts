import { unknown } from '../model.ts'
import type { Known } from '../model.ts'
import type { ContractApi } from '../contract.ts'

/** True if the later version of a contract has another major version, so that it may break clients. Before 1.0, the minor version counts. */
export function isNewMajor(base: ContractApi, head: ContractApi): Known<boolean> {
  const [old, present] = [servedVersions(base), servedVersions(head)]
  if (old.size > 0 && [...present].some((one) => one > Math.max(...old)) && ![...old].some((one) => present.has(one))) return true
  const [before, after] = [versionOf(base), versionOf(head)]
  const [was, is] = [numbersIn(before), numbersIn(after)]
  if (/alpha|beta|preview|snapshot|rc|pre|dev/i.test(after)) return unknown
  if (was === undefined || is === undefined) return unknown
  // Versions that are dates are all major.
  if (was.major > firstYear || is.major > firstYear) return before !== after
  return is.major > was.major || (is.major === 0 && was.major === 0 && is.minor > was.minor)
}

/** From here on, a number is a year. */
const firstYear = 1900

/** The version of a contract as written. */
export function versionOf({ contract }: ContractApi): string {
  const { value } = contract.root.child('info').child('version')
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
}

/** The version after this one that may break clients: `2.0.0` for `1.4.2`, `0.5.0` for `0.4.1`, and `v2` for `v1`. */
export function nextMajor(version: string): string {
  const { major = 0, minor = 0 } = numbersIn(version) ?? {}
  if (major > firstYear) return 'the date of the change'
  if (/^v?\d+$/i.test(version)) return version.replace(String(major), String(major + 1))
  return major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0`
}

function numbersIn(version: string): { readonly major: number; readonly minor: number } | undefined {
  const [, major, minor = '0'] = /^v?(\d+)(?:[.-](\d+))?/i.exec(version) ?? []
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor) }
}

/** The major versions in the paths and servers of an API. */
function servedVersions({ paths, servers }: ContractApi): Set<number> {
  const places = [...paths.map(({ template }) => template), ...servers.map(({ url }) => url)]
  return new Set(places.flatMap((place) => [...place.matchAll(/\/v(\d+)(?=[/.]|$)/g)].map(([, number]) => Number(number))))
}
