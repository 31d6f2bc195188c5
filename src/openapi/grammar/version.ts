/** The supported versions of OpenAPI, oldest first. */
export const openApiVersions = ['2.0', '3.0', '3.1', '3.2'] as const
/** One of {@link openApiVersions}. */
export type OpenApiVersion = (typeof openApiVersions)[number]
/** A version of OpenAPI 3. */
export type Version3 = Exclude<OpenApiVersion, '2.0'>

/** True if `version` is `other` or later. */
export function isAtLeast(version: OpenApiVersion, other: OpenApiVersion): boolean {
  return openApiVersions.indexOf(version) >= openApiVersions.indexOf(other)
}
