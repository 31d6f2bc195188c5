/** Files that declare the functions of a service and their triggers. Sources: documentation of Serverless and of AWS SAM, November 2026. */
export const functionFiles: readonly string[] = ['serverless.yml', 'serverless.yaml', 'template.yaml', 'template.yml']

/** The events in Serverless that are HTTP requests: `- http: GET users`, `- httpApi: { path: /users, method: get }`. */
export const requestEvents: readonly string[] = ['http', 'httpApi']

/** The same for SAM, by `Type`. */
export const requestEventTypes: ReadonlySet<string> = new Set(['Api', 'HttpApi'])

/** Names under which modules export functions for a platform to call. */
export const functionExport = /^(?:handler|main|run)$|Handler$/

/** A function that declares its own triggers: `export default { handler: '…/handler.main', events: [{ http: { … } }] }`. */
export const describesFunction = { words: ['events: ['], pattern: /\bhttp(?:Api)?\s*:\s*[{'"]/ }

/**
 * Azure Functions: the file with settings, which may set another prefix of routes, and the one in the folder of each function that describes its
 * triggers, up to version 3 of the programming model.
 */
export const azureSettings = { file: 'host.json', prefix: 'api', trigger: 'function.json' }

/** AWS Lambda: the package of its types, and the places where handlers live by convention. */
export const typedFunctions = { package: 'aws-lambda', places: /(?:^|\/)(?:functions|handlers|lambdas?)\/|(?:^|[/.-])(?:handler|lambda)\.[cm]?[jt]s$/i } as const

/** How the names of types for handlers behind an API gateway, and for their events, begin: `APIGatewayProxyEventV2`; and Azure's of version 3. */
export const platformTypes = { begin: 'APIGateway|LambdaFunctionURL|AzureFunction' } as const
/** Names of such handlers where they have no type. */
export const platformFunctions: ReadonlySet<string> = new Set(['handler', 'lambdaHandler'])
