import type { ActionRoutes } from './described-routes.ts'

/** Methods of a service of Feathers, with the routes that `app.use('users', new UserService())` makes of them. Source: its documentation, November 2026. */
export const serviceMethods: ActionRoutes = {
  find: ['GET', ''],
  get: ['GET', '/:id'],
  create: ['POST', ''],
  update: ['PUT', '/:id'],
  patch: ['PATCH', '/:id'],
  remove: ['DELETE', '/:id'],
}
/**
 * The endpoints that `finale.resource({ model, endpoints: ['/users', '/users/:id'] })` makes, by the index of their path. `initialize()` may give
 * a base path. Source: finale-rest's documentation, November 2026.
 */
export const modelFramework = {
  name: 'finale',
  method: 'resource',
  starting: 'initialize',
  base: 'base',
  actions: [
    ['list', 'GET', 0],
    ['create', 'POST', 0],
    ['read', 'GET', 1],
    ['update', 'PUT', 1],
    ['delete', 'DELETE', 1],
  ],
} as const
/** Packages whose classes and functions make services with all methods. */
export const adapterPackages = /^(?:@feathersjs\/(?:knex|mongodb|memory)$|feathers-)/
/** The class of a service that signs in. */
export const signingIn = { name: 'AuthenticationService', methods: ['create', 'remove'] as readonly string[] } as const
