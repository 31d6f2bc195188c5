/** Words for identifiers, in the names of variables. */
export const identifiers: ReadonlySet<string> = new Set(
  'id ids uid uuid guid slug sid gid pk oid urn arn hash key handle code number no num ref reference token sku isbn ean name nummer nr numero número kennung kennzeichen codigo código clave matricule'.split(' '),
)

/** Words for variables that select a form, a kind or a range, and identify nothing. */
export const selectors: ReadonlySet<string> = new Set(
  `format type kind mode lang language locale date year month day time start end from to page limit offset size count argument
  query term keyword dir path action operation method version output ext extension period interval status state lat lon lng
  latitude longitude width height text word amount currency country region unit scale level zoom category mode field property
  attribute order sort filter severity priority`.split(/\s+/),
)

/** Those of them that also select when they are a literal segment: `/runs/{id}/route-type/{type}`. */
export const selectingSegments: ReadonlySet<string> = new Set(
  `format type kind mode lang language locale date year month day time period interval status state version page size count amount severity
  priority`.split(/\s+/),
)

/** Words that do not say what a variable identifies: `{itemId}`. */
export const placeholders: ReadonlySet<string> = new Set('item resource object entity record element'.split(' '))

/** Names that are never collections, whatever follows them. */
export const neverCollections: ReadonlySet<string> = new Set(
  `search query find lookup export import download upload status health healthz ping config configuration me self current
  auth oauth login logout token verify validate check count stats statistics summary metadata raw latest default preview
  report by-id history info details detail batch bulk all random autocomplete suggest`.split(/\s+/),
)

/** Mount points of whole APIs: in `/api/{id}` the variable is no item of a collection `api`. */
export const entryNames: ReadonlySet<string> = new Set(['api', 'rest'])

/** Nouns for one thing that contains many of another: a queue may return a list and still be one queue. */
export const containers: ReadonlySet<string> = new Set(
  `archive backlog basket calendar cart catalog catalogue collection directory feed history inbox index library list log menu
  outbox playlist policy pool portfolio queue registry roster schedule set stack timeline watchlist wishlist`.split(/\s+/),
)

/** Segments of redirects during sign-in. */
export const signInSegments: ReadonlySet<string> = new Set(['callback', 'authorize', 'oidc', 'oauth', 'oauth2', 'saml', 'sso'])
