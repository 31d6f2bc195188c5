/** Packages that register routes from the files of a folder or from a contract, so that no file lists them. */
export const autoloaders = [
  '@fastify/autoload',
  'fastify-autoload',
  'express-file-routing',
  'require-all',
  'require-dir',
  'require-directory',
  'express-openapi',
  'express-openapi-validator',
  'swagger-tools',
  'openapi-backend',
  'consign',
  'awilix-express',
  'awilix-koa',
]

/** Methods of containers that return an instance of a class. */
export const containerMethods: ReadonlySet<string> = new Set(['resolve', 'get', 'getInstance'])

/** Packages whose models a module of its own loads from a folder, as the generator of Sequelize writes it. Models have no routes. */
export const modelPackages: ReadonlySet<string> = new Set(['sequelize', 'mongoose', 'objection', 'bookshelf'])

/** The file of a folder for @fastify/autoload whose hooks apply to the other plugins there, and the options for this, for folders below, and for replacing. */
export const folderHooks = { file: /^[_.]?auto_?hooks$/i, option: 'autoHooks', cascade: 'cascadeHooks', replace: 'overwriteHooks' } as const
