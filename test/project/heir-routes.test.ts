import { expect, it } from 'vitest'

import { routesOf } from './build.ts'

const base = "import type { FastifyInstance } from 'fastify'\nexport abstract class HttpPlugin {\n  abstract routes(app: FastifyInstance): void\n  register = async (app: FastifyInstance): Promise<void> => {\n    this.routes(app)\n  }\n}\n"
const heir = (name: string, routes: string, of = 'HttpPlugin', from = './plugin'): string =>
  `import type { FastifyInstance } from 'fastify'\nimport { ${of} } from '${from}'\nexport class ${name} extends ${of} {\n  routes(app: FastifyInstance): void {\n    ${routes}\n  }\n}\n`
const server = (statements: string): string =>
  `import fastify from 'fastify'\nimport { OrdersPlugin } from './orders'\nimport { UsersPlugin } from './users'\nconst app = fastify()\n${statements}\napp.listen({ port: 3000 })\n`
const files = (statements: string): Readonly<Record<string, string>> => ({
  'plugin.ts': base,
  'users.ts': heir('UsersPlugin', "app.get('/', async () => [])"),
  'orders.ts': heir('OrdersPlugin', "app.post('/', async () => ({}))"),
  'server.ts': server(statements),
})

it.each([
  ['methods', "app.register(new UsersPlugin().register, { prefix: '/users' })\napp.register(new OrdersPlugin().register, { prefix: '/orders' })"],
  ['methods of variables', "const users = new UsersPlugin()\nconst orders = new OrdersPlugin()\napp.register(users.register.bind(users), { prefix: '/users' })\napp.register(orders.register, { prefix: '/orders' })"],
  ['calls', "app.register(async (inner) => new UsersPlugin().register(inner), { prefix: '/users' })\napp.register(async (inner) => { await new OrdersPlugin().register(inner) }, { prefix: '/orders' })"],
])('what the heirs of a class register is where each of them is registered: %s', async (_, statements) => {
  expect(await routesOf(files(statements))).toEqual(['GET /users', 'POST /orders'])
})

it('the place of an heir whose file says nothing about routers is unknown, and not that of another one', async () => {
  const texts = {
    ...files("app.register(new UsersPlugin().register, { prefix: '/users' })\napp.register(new OrdersPlugin().register, { prefix: '/orders' })"),
    'listed.ts': heir('ListedPlugin', "app.get('/', async () => [])"),
    'users.ts': "import { ListedPlugin } from './listed'\nexport class UsersPlugin extends ListedPlugin {}\n",
  }
  expect(await routesOf(texts)).toEqual(['GET ?/', 'POST /orders'])
})

it('where it is not known which heir is registered, all are', async () => {
  const texts = files("for (const plugin of [new UsersPlugin(), new OrdersPlugin()]) app.register(plugin.register, { prefix: '/all' })")
  expect(await routesOf(texts)).toEqual(['GET /all', 'POST /all'])
})
