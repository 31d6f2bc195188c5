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

const oncePerApi = 'If an API never does it, that is one finding.'

type Row = readonly [rule: string, ours: string, note?: string, options?: Equivalent['options']]

const looselyRead =
  'Dates may be written loosely. Formats other than dates, UUIDs, e-mail and IPv4 addresses are not checked. JSON inside a string is parsed, and media types other than JSON are ignored. The same mistake in many places is one finding.'

const oas: readonly Row[] = [
  ['operation-success-response', 'success-status', 'An operation whose success response is `default` is not reported.'],
  ['oas2-operation-formData-consume-check', 'form-media-types', 'Also considers the `consumes` of the document.'],
  ['operation-operationId-unique', 'operation-id'],
  ['operation-parameters', 'unique-parameters', 'Follows references, and compares the names of headers without regard to case.'],
  ['operation-tag-defined', 'tags-declared', 'Each undeclared tag is reported once and not for each operation. If no tag is declared, that is one finding.'],
  [
    'path-params',
    'declared-path-parameters no-ambiguous-paths unique-parameters valid-structure',
    'A variable that no operation declares is reported once, at the path. Paths that differ in the names of variables are reported by `no-ambiguous-paths`, a missing `required: true` by `valid-structure`. Parameters of paths without operations are not reported.',
  ],
  ['contact-properties', 'info-complete', 'By default, one way to reach somebody is enough.', { require: ['contact.name', 'contact.url', 'contact.email'] }],
  ['duplicated-entry-in-enum', 'unique-enum-values'],
  ['info-contact', 'info-complete', '', { require: ['contact'] }],
  ['info-description', 'info-complete', '', { require: ['description'] }],
  ['info-license', 'info-complete', 'Required only with the option: an API for use inside a company has no licence.', { require: ['license'] }],
  ['license-url', 'info-complete', 'Required only with the option.', { require: ['license.url'] }],
  ['no-eval-in-markdown', '', 'The text `eval(` in a description is never executed. What is executed is reported by `inert-descriptions`.'],
  ['no-script-tags-in-markdown', 'inert-descriptions', 'Also finds event handlers, frames and `javascript:` URLs. A `<script>` between backticks is displayed and not executed.'],
  ['openapi-tags-alphabetical', '', 'The order of the tags is the order of the sections in documentation, and the specification leaves it to the author.'],
  ['openapi-tags-uniqueness', 'unique-tags'],
  ['openapi-tags', 'tags-declared', 'An API whose operations have no tags needs no declarations.'],
  ['operation-description', 'operation-described', `By default, a summary is enough. ${oncePerApi}`, { needs: 'description' }],
  ['operation-operationId', 'operation-id', oncePerApi],
  ['operation-operationId-valid-in-url', 'operation-id'],
  ['operation-singular-tag', 'tagged-operations', 'Required only with the option: documentation lists an operation with two tags in both sections.', { most: 1 }],
  ['operation-tags', 'tagged-operations', `Contracts with fewer than ten operations need no sections. ${oncePerApi}`],
  ['path-declarations-must-exist', 'declared-path-parameters'],
  ['path-keys-no-trailing-slash', 'well-formed-path', 'Neither reports the path `/`.'],
  ['path-not-include-query', 'well-formed-path'],
  ['tag-description', 'described-tags', oncePerApi],
  ['no-$ref-siblings', 'no-reference-siblings', '`x-` fields are not reported, and neither is a `$ref` in examples and extensions, where it is data. The same field in many places is one finding.'],
  ['array-items', 'array-items', 'The original treats any `type: array` as a schema, even in examples and extensions.'],
  ['typed-enum', 'typed-enum', 'The original treats any object with `enum` and `type` as a schema, even in examples and extensions.'],
  ['oas2-api-host', 'servers-stated'],
  ['oas2-api-schemes', 'servers-stated', 'Required only if there is a host. Without one, both default to those of the URL from which the contract is served.'],
  ['oas2-discriminator', 'sound-discriminators', 'Properties from an `allOf` count. OpenAPI 3 is checked as well.'],
  ['oas2-host-not-example', 'servers-stated'],
  ['oas2-host-trailing-slash', 'valid-structure'],
  ['oas2-parameter-description', 'parameter-described', `Identifiers in a path need no description, and a description of the schema counts. ${oncePerApi}`],
  ['oas2-operation-security-defined', 'security-schemes-exist', 'The same unknown name in many places is one finding.'],
  ['oas2-valid-schema-example', 'valid-examples', looselyRead],
  ['oas2-valid-media-example', 'valid-examples', looselyRead],
  ['oas2-anyOf', 'valid-structure', 'A property named `anyOf` is not reported.'],
  ['oas2-oneOf', 'valid-structure', 'A property named `oneOf` is not reported.'],
  [
    'oas2-schema',
    'valid-structure resolvable-references',
    'The same mistake in many places is one finding. Formats of e-mail addresses and URLs, empty lists and repeated items are left to rules on values.',
  ],
  ['oas2-unused-definition', 'unused-components', 'Components to which only unused ones refer are reported with them. Subtypes of a schema with a discriminator count as used, and contracts without paths are libraries. Many unused components are one finding.'],
  ['oas3-api-servers', 'servers-stated', 'Contracts without paths, and those whose paths have servers of their own, are not reported.'],
  ['oas3-examples-value-or-externalValue', 'fields-without-effect valid-structure', 'If both are present, `valid-structure` reports it; if neither is, `fields-without-effect`.'],
  [
    'oas3-operation-security-defined',
    'security-schemes-exist',
    'The scopes of OpenID Connect are listed by its discovery document, and OpenAPI 3.1 allows roles for every type: the original reports both.',
  ],
  ['oas3-parameter-description', 'parameter-described', `Identifiers in a path need no description, and a description of the schema counts. ${oncePerApi}`],
  ['oas3-server-not-example.com', 'servers-stated', 'Reported only if all servers are placeholders: one next to real ones does no harm.'],
  ['oas3-server-trailing-slash', 'well-formed-servers'],
  ['oas3-valid-media-example', 'valid-examples', looselyRead],
  ['oas3-valid-schema-example', 'valid-examples', looselyRead],
  [
    'oas3-schema',
    'valid-structure resolvable-references',
    'The same mistake in many places is one finding. Formats of e-mail addresses and URLs, empty lists and repeated items are left to rules on values.',
  ],
  ['oas3-unused-component', 'unused-components', 'Components to which only unused ones refer are reported with them. Subtypes of a schema with a discriminator count as used, and contracts without paths are libraries. Many unused components are one finding.'],
  ['oas3-server-variables', 'server-variables'],
  ['oas3-callbacks-in-callbacks', '', 'The specification allows it, and tools support it: the receiver of a callback may in turn be sent another.'],
  ['oas3_1-servers-in-webhook', 'fields-without-effect'],
  ['oas3_1-callbacks-in-webhook', '', 'The specification allows it: a webhook may tell its receiver where to call back.'],
  ['oas3_2-no-deprecated-xml-attribute', 'fields-without-effect'],
]

const inputsOnly = "Checks only what clients send: the size of a response is the server's own choice."

const owasp: readonly Row[] = [
  ['api1:2023-no-numeric-ids', 'opaque-identifiers', `An identifier is reported where it first appears, and not for every operation below it. ${oncePerApi}`],
  ['api2:2023-no-http-basic', 'modern-auth', 'Basic authentication with an API key, and that of clients at token endpoints, is not reported.'],
  ['api2:2023-no-api-keys-in-url', 'no-credentials-in-url'],
  ['api2:2023-no-credentials-in-url', 'no-credentials-in-url', 'The original looks for the field `name` inside the name itself, and so never reports anything.'],
  ['api2:2023-auth-insecure-schemes', 'modern-auth'],
  ['api2:2023-jwt-best-practices', '', 'Requires the text `RFC8725` in a description, even of OAuth schemes whose tokens are not JWTs. The text does not make tokens safer, and its absence proves nothing.'],
  [
    'api2:2023-short-lived-access-tokens',
    '',
    'Requires a `refreshUrl` on every flow. Without one, tokens are refreshed at the `tokenUrl`; the implicit and client credentials flows have no refresh tokens (RFC 6749, 4.2.2 and 4.4.3). A contract does not state how long tokens are valid.',
  ],
  ['api2:2023-write-restricted', 'secured-writes', `Operations that are open by nature, such as sign-in and webhooks, and those that accept credentials as parameters are not reported. \`security: []\` is a lesser case. ${oncePerApi}`],
  [
    'api2:2023-read-restricted',
    'secured-operations explained-openness secured-writes',
    `\`security: []\` is a decision, and \`explained-openness\` requires the reason. Operations that accept credentials as parameters, and those that are open by nature, are not reported. If writes are open too, \`secured-writes\` reports for all. ${oncePerApi}`,
  ],
  ['api3:2023-no-additionalProperties', 'closed-request-bodies', `${inputsOnly} A map with a schema for its values is not reported.`],
  ['api3:2023-constrained-additionalProperties', 'bounded-input', inputsOnly],
  ['api3:2023-no-unevaluatedProperties', 'closed-request-bodies', inputsOnly],
  ['api3:2023-constrained-unevaluatedProperties', 'bounded-input', inputsOnly],
  ['api4:2023-rate-limit', 'rate-limit-documented', 'Checks whether the API documents limits, and does not require headers on each response: a documented 429 is enough.'],
  ['api4:2023-rate-limit-retry-after', 'retry-after', 'The original accepts a 429 without any headers.'],
  ['api4:2023-rate-limit-responses-429', 'rate-limit-documented', oncePerApi],
  ['api4:2023-array-limit', 'bounded-input', `${inputsOnly} ${oncePerApi}`],
  ['api4:2023-string-limit', 'bounded-input', `${inputsOnly} A format or pattern counts as a limit; every server limits paths and headers. ${oncePerApi}`],
  ['api4:2023-string-restricted', 'bounded-input', `${inputsOnly} A length counts as a limit. ${oncePerApi}`],
  ['api4:2023-integer-limit', 'bounded-input', `${inputsOnly} Identifiers and \`int32\` are not reported. ${oncePerApi}`],
  ['api4:2023-integer-limit-legacy', 'bounded-input', `${inputsOnly} Identifiers and \`int32\` are not reported. ${oncePerApi}`],
  ['api4:2023-integer-format', 'bounded-input', 'A format is required only if no range is stated.'],
  [
    'api5:2023-admin-security-unique',
    '',
    'Requires another security requirement below `/admin` than elsewhere. Most APIs recognise administrators by roles in the token, which a contract does not show, so the requirement is the same.',
  ],
  ['api7:2023-concerning-url-parameter', '', 'Reports a parameter for its name. Whether the server fetches that URL, and which ones it refuses, is decided in code: in the contract there is nothing to change.'],
  ['api8:2023-define-cors-origin', '', 'Requires `Access-Control-Allow-Origin` among the headers of every response. Gateways add it, and APIs that no browser calls do not need it.'],
  ['api8:2023-no-scheme-http', 'https-servers', 'Private and example hosts are not reported, and neither are `schemes` without a `host`.'],
  ['api8:2023-no-server-http', 'https-servers', 'Private and example hosts are not reported. The same URL is reported once.'],
  ['api8:2023-define-error-validation', 'input-error-documented', `Operations without input cannot receive invalid input, and \`default\` covers it. ${oncePerApi}`],
  ['api8:2023-define-error-responses-401', 'unauthorized-documented', `Required of operations with credentials. \`4XX\` and \`default\` cover it. ${oncePerApi}`],
  ['api8:2023-define-error-responses-500', 'server-error-documented', `Any 5xx and \`default\` cover it. ${oncePerApi}`],
  ['api9:2023-inventory-access', '', 'Requires the extension `x-internal` on every server, which is in no specification and which few tools read.'],
  ['api9:2023-inventory-environment', '', 'Requires one of a dozen English words in the description of a server: "Our own data centre in Oslo" fails, "not for production" passes.'],
]

const versioning: readonly Row[] = [
  ['one-api-version-per-document', 'live-versions', 'Two major versions side by side let clients migrate from one to the next. More than two are reported.'],
  ['only-major-api-versions', 'major-version-only', 'Also checks paths and headers.'],
  [
    'no-path-versioning',
    'consistent-version',
    'A version in the path is a good choice if it is the only one. With `conventions: { versioning: server }`, every version in a path is reported. The original treats any number in a path as a version.',
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
