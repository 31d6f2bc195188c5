/** The routes of a resource in Adonis, by action: methods, and the path relative to the resource's. */
export const resourceActions: { readonly [action: string]: { readonly methods: readonly string[]; readonly path: string } } = {
  index: { methods: ['GET'], path: '' },
  create: { methods: ['GET'], path: '/create' },
  store: { methods: ['POST'], path: '' },
  show: { methods: ['GET'], path: '/:id' },
  edit: { methods: ['GET'], path: '/:id/edit' },
  update: { methods: ['PUT', 'PATCH'], path: '/:id' },
  destroy: { methods: ['DELETE'], path: '/:id' },
}
/** Actions that render forms, which `apiOnly()` leaves out. */
export const formActions: ReadonlySet<string> = new Set(['create', 'edit'])
