/** Words that say which one, in the names of variables. */
export const identifiers: ReadonlySet<string> = new Set(
  'id ids uid uuid guid slug sid gid pk oid urn arn hash key handle code number no num ref reference token sku isbn ean name nummer nr numero número kennung kennzeichen codigo código clave matricule'.split(' '),
)

/** Words for variables that choose a form, a kind or a window, and identify nothing. */
export const selectors: ReadonlySet<string> = new Set(
  `format type kind mode lang language locale date year month day time start end from to page limit offset size count argument
  query term keyword dir path action operation method version output ext extension period interval status state lat lon lng
  latitude longitude width height text word amount currency country region unit scale level zoom category mode field property
  attribute order sort filter severity priority`.split(/\s+/),
)

/** Of those, the words that choose among what stands before them where they are a segment as well: `/runs/{id}/route-type/{type}`. */
export const selectingSegments: ReadonlySet<string> = new Set(
  `format type kind mode lang language locale date year month day time period interval status state version page size count amount severity
  priority`.split(/\s+/),
)

/** What a variable is called that says nothing of what it names: `{itemId}`. */
export const placeholders: ReadonlySet<string> = new Set('item resource object entity record element'.split(' '))

/** Names that never hold items of their own name, whatever follows them. */
export const neverCollections: ReadonlySet<string> = new Set(
  `search query find lookup export import download upload status health healthz ping config configuration me self current
  auth oauth login logout token verify validate check count stats statistics summary metadata raw latest default preview
  report by-id history info details detail batch bulk all random autocomplete suggest`.split(/\s+/),
)

/** What APIs are mounted under everywhere, whatever stands behind: `/api/{id}` is an item of what is mounted there. */
export const entryNames: ReadonlySet<string> = new Set(['api', 'rest'])

/** Nouns for one thing that holds many of another: a queue may be listed and stay one queue. */
export const containers: ReadonlySet<string> = new Set(
  `archive backlog basket calendar cart catalog catalogue collection directory feed history inbox index library list log menu
  outbox playlist policy pool portfolio queue registry roster schedule set stack timeline watchlist wishlist`.split(/\s+/),
)

/** Segments below which people are sent around while they sign in. */
export const signInSegments: ReadonlySet<string> = new Set(['callback', 'authorize', 'oidc', 'oauth', 'oauth2', 'saml', 'sso'])
