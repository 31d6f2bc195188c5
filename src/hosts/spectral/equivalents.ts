/** Well-known rulesets, on which those of teams are often based. */
export const knownRulesets = ['spectral:oas', '@stoplight/spectral-owasp-ruleset', '@stoplight/spectral-url-versioning'] as const
export type KnownRuleset = (typeof knownRulesets)[number]

/** How a Spectral rule is replaced. */
export interface Equivalent {
  readonly ruleset: KnownRuleset
  /** The rule's name in its ruleset. */
  readonly rule: string
  /** Our rules that find the same defects; none if the rule is not worth having. */
  readonly ours: readonly string[]
  /** Options with which the first of them checks the same as the original. If one of ours replaces several originals, lists are to be merged. */
  readonly options?: { readonly [option: string]: string | number | readonly string[] }
  /** Without an equivalent, the reason; otherwise, how ours differs on purpose. Empty if nothing is lost. */
  readonly note: string
}

const oncePerApi = 'Where an API never does it, that is said once for all of it.'

type Row = readonly [rule: string, ours: string, note?: string, options?: Equivalent['options']]

const looselyRead =
  'Dates may be written loosely, formats other than dates, UUIDs, e-mail and IPv4 addresses are not judged, JSON that is written as a text is read, and media types that are no JSON are left alone. The same mistake in many places is said once.'

const oas: readonly Row[] = [
  ['operation-success-response', 'success-status', 'An operation whose success is `default` is left alone.'],
  ['oas2-operation-formData-consume-check', 'form-media-types', 'Looks at the `consumes` of the document too.'],
  ['operation-operationId-unique', 'operation-id'],
  ['operation-parameters', 'unique-parameters', 'Follows references, and takes headers in any case of letters for one.'],
  ['operation-tag-defined', 'tags-declared', 'Each undeclared tag is reported once and not for each operation. Where none is declared, that is said once.'],
  [
    'path-params',
    'declared-path-parameters no-ambiguous-paths unique-parameters valid-structure',
    'A variable that no operation declares is reported once, at the path. Paths that differ in the names of variables are reported by `no-ambiguous-paths`, a missing `required: true` by `valid-structure`. Parameters of paths without operations are left alone.',
  ],
  ['contact-properties', 'info-complete', 'By default one way to reach somebody is enough.', { require: ['contact.name', 'contact.url', 'contact.email'] }],
  ['duplicated-entry-in-enum', 'unique-enum-values'],
  ['info-contact', 'info-complete', '', { require: ['contact'] }],
  ['info-description', 'info-complete', '', { require: ['description'] }],
  ['info-license', 'info-complete', 'Asked for with the option: an API for use inside a company has no licence.', { require: ['license'] }],
  ['license-url', 'info-complete', 'Asked for with the option.', { require: ['license.url'] }],
  ['no-eval-in-markdown', '', 'The text `eval(` in a description runs nothing, wherever it is rendered: the original warns of words. What does run is found by `inert-descriptions`.'],
  ['no-script-tags-in-markdown', 'inert-descriptions', 'Also finds event handlers, frames and `javascript:` addresses. A `<script>` between backticks is shown and not run.'],
  ['openapi-tags-alphabetical', '', 'The order of the tags is the order of the chapters in documentation, and the specification gives it to the author to choose.'],
  ['openapi-tags-uniqueness', 'unique-tags'],
  ['openapi-tags', 'tags-declared', 'An API whose operations have no tags needs no declarations.'],
  ['operation-description', 'operation-described', `By default a summary is enough. ${oncePerApi}`, { needs: 'description' }],
  ['operation-operationId', 'operation-id', oncePerApi],
  ['operation-operationId-valid-in-url', 'operation-id'],
  ['operation-singular-tag', 'tagged-operations', 'Asked for with the option: documentation lists an operation with two tags in both chapters.', { most: 1 }],
  ['operation-tags', 'tagged-operations', `Contracts of fewer than ten operations need no chapters. ${oncePerApi}`],
  ['path-declarations-must-exist', 'declared-path-parameters'],
  ['path-keys-no-trailing-slash', 'well-formed-path', 'The path `/` is left alone in both.'],
  ['path-not-include-query', 'well-formed-path'],
  ['tag-description', 'described-tags', oncePerApi],
  ['no-$ref-siblings', 'no-reference-siblings', '`x-` fields are left alone, and so is a `$ref` in examples and extensions, where it is data. The same field in many places is said once.'],
  ['array-items', 'array-items', 'The original takes any `type: array` for a schema, in examples and extensions too.'],
  ['typed-enum', 'typed-enum', 'The original takes anything with `enum` and `type` for a schema, in examples and extensions too.'],
  ['oas2-api-host', 'servers-stated'],
  ['oas2-api-schemes', 'servers-stated', 'Asked for where there is a host: without one both are those of the place the contract was read from.'],
  ['oas2-discriminator', 'sound-discriminators', 'Properties taken from an `allOf` count. OpenAPI 3 is looked at as well.'],
  ['oas2-host-not-example', 'servers-stated'],
  ['oas2-host-trailing-slash', 'valid-structure'],
  ['oas2-parameter-description', 'parameter-described', `Identifiers in a path are explained by it, and a description of the schema counts. ${oncePerApi}`],
  ['oas2-operation-security-defined', 'security-schemes-exist', 'The same unknown name in many places is said once.'],
  ['oas2-valid-schema-example', 'valid-examples', looselyRead],
  ['oas2-valid-media-example', 'valid-examples', looselyRead],
  ['oas2-anyOf', 'valid-structure', 'A property called `anyOf` is none.'],
  ['oas2-oneOf', 'valid-structure', 'A property called `oneOf` is none.'],
  [
    'oas2-schema',
    'valid-structure resolvable-references',
    'The same mistake in many places is said once. Formats of e-mail and web addresses, empty lists and repeated items are left to rules on values.',
  ],
  ['oas2-unused-definition', 'unused-components', 'Components that only unused ones lead to are named with them; heirs of a schema with a discriminator are used, and contracts without paths are libraries. Many are said together.'],
  ['oas3-api-servers', 'servers-stated', 'Contracts without paths, and those whose paths have servers of their own, are left alone.'],
  ['oas3-examples-value-or-externalValue', 'fields-without-effect valid-structure', 'Both at once is for `valid-structure`, neither for `fields-without-effect`.'],
  [
    'oas3-operation-security-defined',
    'security-schemes-exist',
    'The scopes of OpenID Connect are listed by its discovery document, and OpenAPI 3.1 allows roles for every type: the original reports both.',
  ],
  ['oas3-parameter-description', 'parameter-described', `Identifiers in a path are explained by it, and a description of the schema counts. ${oncePerApi}`],
  ['oas3-server-not-example.com', 'servers-stated', 'Reported where all servers are placeholders: one beside real ones does no harm.'],
  ['oas3-server-trailing-slash', 'well-formed-servers'],
  ['oas3-valid-media-example', 'valid-examples', looselyRead],
  ['oas3-valid-schema-example', 'valid-examples', looselyRead],
  [
    'oas3-schema',
    'valid-structure resolvable-references',
    'The same mistake in many places is said once. Formats of e-mail and web addresses, empty lists and repeated items are left to rules on values.',
  ],
  ['oas3-unused-component', 'unused-components', 'Components that only unused ones lead to are named with them; heirs of a schema with a discriminator are used, and contracts without paths are libraries. Many are said together.'],
  ['oas3-server-variables', 'server-variables'],
  ['oas3-callbacks-in-callbacks', '', 'The specification allows it, and tools follow it: a callback may be answered by one that promises another.'],
  ['oas3_1-servers-in-webhook', 'fields-without-effect'],
  ['oas3_1-callbacks-in-webhook', '', 'The specification allows it: the receiver of a webhook may be told where to call back.'],
  ['oas3_2-no-deprecated-xml-attribute', 'fields-without-effect'],
]

const inputsOnly = "Looks at what clients send: the size of a response is the server's own choice."

const owasp: readonly Row[] = [
  ['api1:2023-no-numeric-ids', 'opaque-identifiers', `An identifier is reported where it first stands, and not for every operation below it. ${oncePerApi}`],
  ['api2:2023-no-http-basic', 'modern-auth', 'Basic authentication that carries an API key, and that of clients at token endpoints, is left alone.'],
  ['api2:2023-no-api-keys-in-url', 'no-credentials-in-url'],
  ['api2:2023-no-credentials-in-url', 'no-credentials-in-url', 'The original asks a name for its field `name` and so never reports anything.'],
  ['api2:2023-auth-insecure-schemes', 'modern-auth'],
  ['api2:2023-jwt-best-practices', '', 'Wants the text `RFC8725` in a description, also of OAuth schemes whose tokens are no JWTs. The words do not make tokens safer, and their absence says nothing.'],
  [
    'api2:2023-short-lived-access-tokens',
    '',
    'Wants a `refreshUrl` on every flow. Without one, tokens are refreshed at the `tokenUrl`; the implicit and client credentials flows have no refresh tokens (RFC 6749, 4.2.2 and 4.4.3). How long tokens live is not said in a contract.',
  ],
  ['api2:2023-write-restricted', 'secured-writes', `Sign-in, webhooks and what else is open by nature are left alone, and operations that take credentials as parameters. \`security: []\` is reported with less weight. ${oncePerApi}`],
  [
    'api2:2023-read-restricted',
    'secured-operations explained-openness secured-writes',
    `\`security: []\` is a decision; that it is explained is asked by \`explained-openness\`. Operations that take credentials as parameters, and those that are open by nature, are left alone. Where writes are open too, \`secured-writes\` speaks for all. ${oncePerApi}`,
  ],
  ['api3:2023-no-additionalProperties', 'closed-request-bodies', `${inputsOnly} A map that says of which kind its values are is left alone.`],
  ['api3:2023-constrained-additionalProperties', 'bounded-input', inputsOnly],
  ['api3:2023-no-unevaluatedProperties', 'closed-request-bodies', inputsOnly],
  ['api3:2023-constrained-unevaluatedProperties', 'bounded-input', inputsOnly],
  ['api4:2023-rate-limit', 'rate-limit-documented', 'Whether limits exist is asked of the API, and not a header of each of its responses: one that documents 429 has said so.'],
  ['api4:2023-rate-limit-retry-after', 'retry-after', 'The original passes a 429 without any headers.'],
  ['api4:2023-rate-limit-responses-429', 'rate-limit-documented', oncePerApi],
  ['api4:2023-array-limit', 'bounded-input', `${inputsOnly} ${oncePerApi}`],
  ['api4:2023-string-limit', 'bounded-input', `${inputsOnly} A format or pattern counts as a limit; paths and headers are limited by every server. ${oncePerApi}`],
  ['api4:2023-string-restricted', 'bounded-input', `${inputsOnly} A length counts as a limit. ${oncePerApi}`],
  ['api4:2023-integer-limit', 'bounded-input', `${inputsOnly} Identifiers and \`int32\` are left alone. ${oncePerApi}`],
  ['api4:2023-integer-limit-legacy', 'bounded-input', `${inputsOnly} Identifiers and \`int32\` are left alone. ${oncePerApi}`],
  ['api4:2023-integer-format', 'bounded-input', 'A format is asked for where no range is stated.'],
  [
    'api5:2023-admin-security-unique',
    '',
    'Wants another security requirement below `/admin` than elsewhere. Most APIs tell administrators by roles in the token, which a contract does not show: the requirement is rightly the same.',
  ],
  ['api7:2023-concerning-url-parameter', '', 'Reports a parameter for its name. Whether the server fetches that address, and which ones it refuses, is seen in code; in the contract there is nothing to change.'],
  ['api8:2023-define-cors-origin', '', 'Wants `Access-Control-Allow-Origin` among the headers of every response. Gateways add it for the origin that asks; APIs that no browser calls have none.'],
  ['api8:2023-no-scheme-http', 'https-servers', 'Private hosts and those of examples are left alone. Without a `host`, `schemes` say nothing about a server.'],
  ['api8:2023-no-server-http', 'https-servers', 'Private hosts and those of examples are left alone. The same address is reported once.'],
  ['api8:2023-define-error-validation', 'input-error-documented', `Operations that take nothing cannot be sent anything wrong, and \`default\` covers it. ${oncePerApi}`],
  ['api8:2023-define-error-responses-401', 'unauthorized-documented', `Asked of operations that want credentials. \`4XX\` and \`default\` cover it. ${oncePerApi}`],
  ['api8:2023-define-error-responses-500', 'server-error-documented', `Any 5xx and \`default\` cover it. ${oncePerApi}`],
  ['api9:2023-inventory-access', '', 'Wants the extension `x-internal` on every server, which no specification knows and few tools read.'],
  ['api9:2023-inventory-environment', '', 'Wants one of a dozen English words in the description of a server: "Our own data centre in Oslo" fails, "not for production" passes.'],
]

const versioning: readonly Row[] = [
  ['one-api-version-per-document', 'live-versions', 'Two majors side by side are how clients move from one to the next; more than two are reported.'],
  ['only-major-api-versions', 'major-version-only', 'Looks at paths and headers as well.'],
  [
    'no-path-versioning',
    'consistent-version',
    'A version in the path is a good choice as long as it is the only one. Say `conventions: { versioning: server }` and every version in a path is reported. The original takes any number in a path for a version.',
  ],
]

const entry =
  (ruleset: KnownRuleset, prefix = '') =>
  ([rule, ours, note = '', options]: Row): Equivalent => ({
    ruleset,
    rule: `${prefix}${rule}`,
    ours: ours === '' ? [] : ours.split(' '),
    ...(options === undefined ? {} : { options }),
    note,
  })

/** Every rule of the well-known rulesets, in their order. */
export const equivalents: readonly Equivalent[] = [
  ...oas.map(entry('spectral:oas')),
  ...owasp.map(entry('@stoplight/spectral-owasp-ruleset', 'owasp:')),
  ...versioning.map(entry('@stoplight/spectral-url-versioning')),
]

/** The equivalent of a Spectral rule, by its name, which is unique among the well-known rulesets; nothing for a team's own rules. */
export function equivalentOf(rule: string): Equivalent | undefined {
  return equivalents.find((one) => one.rule === rule)
}
