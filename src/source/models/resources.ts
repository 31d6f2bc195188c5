/** What a resource of Adonis answers, by action: methods, and what comes behind its path. */
export const resourceActions: { readonly [action: string]: { readonly methods: readonly string[]; readonly path: string } } = {
  index: { methods: ['GET'], path: '' },
  create: { methods: ['GET'], path: '/create' },
  store: { methods: ['POST'], path: '' },
  show: { methods: ['GET'], path: '/:id' },
  edit: { methods: ['GET'], path: '/:id/edit' },
  update: { methods: ['PUT', 'PATCH'], path: '/:id' },
  destroy: { methods: ['DELETE'], path: '/:id' },
}
/** Those that show forms, which APIs leave out. */
export const formActions: ReadonlySet<string> = new Set(['create', 'edit'])
