/** Files that name the functions of a service, and what calls them. Sources: documentation of Serverless and of AWS SAM, November 2026. */
export const functionFiles: readonly string[] = ['serverless.yml', 'serverless.yaml', 'template.yaml', 'template.yml']

/** The event of Serverless that is a request: `- http: GET users`, `- httpApi: { path: /users, method: get }`. */
export const requestEvents: readonly string[] = ['http', 'httpApi']

/** SAM's, by their type. */
export const requestEventTypes: ReadonlySet<string> = new Set(['Api', 'HttpApi'])

/** Names under which functions are usually exported to be called by a platform. */
export const functionExport = /^(?:handler|main|run)$|Handler$/

/** A function that describes itself: `export default { handler: '…/handler.main', events: [{ http: { … } }] }`. */
export const describesFunction = { words: ['events: ['], pattern: /\bhttp(?:Api)?\s*:\s*[{'"]/ }

/** Azure's: routes begin with this where the file says nothing else. */
export const azureSettings = { file: 'host.json', prefix: 'api' }

/** AWS's: the package of their types, and where they lie, whatever they are called. */
export const typedFunctions = { package: 'aws-lambda', places: /(?:^|\/)(?:functions|handlers|lambdas?)\/|(?:^|[/.-])(?:handler|lambda)\.[cm]?[jt]s$/i } as const

/** How the types of functions begin that answer requests behind a gateway, and of what they are given: `APIGatewayProxyEventV2`. */
export const platformTypes = { begin: 'APIGateway|LambdaFunctionURL' } as const
/** What such functions are called where they have no type. */
export const platformFunctions: ReadonlySet<string> = new Set(['handler', 'lambdaHandler'])
