export const openApiVersions = ['2.0', '3.0', '3.1', '3.2'] as const
export type OpenApiVersion = (typeof openApiVersions)[number]
/** The versions that share the shape OpenAPI 3.0 introduced. */
export type Version3 = Exclude<OpenApiVersion, '2.0'>

/** True where `version` is `other` or later. */
export function isAtLeast(version: OpenApiVersion, other: OpenApiVersion): boolean {
  return openApiVersions.indexOf(version) >= openApiVersions.indexOf(other)
}
