import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { DataAccess } from '../../src/project/data/data-access.ts'
import type { Module } from '../../src/project/graph/graph.ts'
import { isNeutral } from '../../src/project/layers/layer-status.ts'
import { jobEvidence } from '../../src/project/layers/roles.ts'
import { hasMiddleLayer } from '../../src/project/layers/middle-layer.ts'
import type { Project } from '../../src/project/project.ts'
import { isGivenForHealth } from '../../src/project/services/health.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Controllers do not query the database',
  why: 'What a route handler reads or stores itself cannot be reused, and can be tested only with a running server and database.',
  fix: 'Move the query into a repository and its logic into a service, and let the handler call the service.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['ARC-6'],
  silentOn: [
    'types, error classes and operators of an ORM',
    "the project's own repositories: `layer-dependencies` checks those",
    'composition roots that open the connection, unless a handler in them queries it',
    'health checks, which have to query the database, and handlers of jobs',
    'small applications with a few controllers and queries, and no services, repositories or other modules that query: they need no layers',
  ],
  messages: {
    injected:
      '{{who}} receives {{what}}{{more}} and so queries the database itself. Call a service instead, and keep queries in a repository.',
    called: '{{who}} queries the database itself with {{what}}{{more}}. Call a service instead, and keep queries in a repository.',
    throughout:
      '{{count}} controllers of this package query the database themselves, this one with {{what}}, and no layer does it for them. Introduce services, and repositories for the queries.',
    several:
      'Handlers of {{count}} modules of this package query the database themselves, {{queries}} times, first with {{what}}, and no layer does it for them. Introduce services, and repositories for the queries.',
  },
  examples: {
    bad: [
      {
        title: 'an ORM repository injected into a controller',
        code: {
          'src/users.controller.ts': `import { Controller, Get } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { User } from './user.entity'

@Controller('users')
export class UsersController {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  @Get()
  list() {
    return this.users.find({ take: 20 })
  }
}
`,
          'src/user.entity.ts': "import { Entity } from 'typeorm'\n\n@Entity()\nexport class User {}\n",
          'src/mail.service.ts': 'export class MailService {}\n',
        },
      },
      {
        title: 'a handler that queries through a client of another module',
        code: {
          'src/db.ts': "import { Pool } from 'pg'\n\nexport const pool = new Pool()\n",
          'src/orders.repository.ts':
            "import { pool } from './db'\n\nexport const listOrders = () => pool.query('SELECT id, total FROM orders LIMIT 20')\n",
          'src/routes.ts': `import { Router } from 'express'
import { pool } from './db'

export const router = Router()
router.get('/users', async (request, response) => {
  const { rows } = await pool.query('SELECT id, name FROM users LIMIT 20')
  response.json(rows)
})
`,
        },
      },
      {
        title: 'a table that the container holds',
        code: {
          'src/container.ts': `import { asClass, asValue, createContainer } from 'awilix'
import { OrderModel } from './order.model'
import { OrderService } from './order.service'

export const container = createContainer()
container.register({ OrderModel: asValue(OrderModel), orderService: asClass(OrderService) })
`,
          'src/order.model.ts': "import { Schema, model } from 'mongoose'\n\nexport const OrderModel = model('Order', new Schema({ total: Number }))\n",
          'src/order.service.ts': 'export class OrderService {}\n',
          'src/orders.routes.ts': `import { Router } from 'express'

export const orders = Router()
orders.get('/', async (req, res) => res.json(await req.container.resolve('orderService').list()))
orders.delete('/:id', async (req, res) => {
  await req.container.resolve('OrderModel').deleteOne({ _id: req.params.id })
  res.sendStatus(204)
})
`,
        },
      },
      {
        title: 'a record whose base class is one of the program',
        code: {
          'src/base.js': "const { Model } = require('objection')\n\nclass Base extends Model {}\nmodule.exports = Base\n",
          'src/models/order.js': "const BaseModel = require('../base')\n\nmodule.exports = class Order extends BaseModel {}\n",
          'src/services/orders.js': "const Order = require('../models/order')\n\nexports.list = () => Order.query().limit(20)\n",
          'src/routes/orders.js': `const { Router } = require('express')
const Order = require('../models/order')

module.exports = Router().delete('/:id', async (req, res) => res.json(await Order.query().deleteById(req.params.id)))
`,
        },
      },
      {
        title: 'in Spanish',
        code: {
          'src/rutas/socios.js': `const { Router } = require('express')
const socios = require('../controladores/socios')

module.exports = Router().get('/socios', socios.listar).get('/clases', socios.clases)
`,
          'src/controladores/socios.js': `const servicio = require('../servicios/socios')
const Clase = require('../modelos/clase')

exports.listar = async (req, res) => res.json(await servicio.listar())
exports.clases = async (req, res) => res.json(await Clase.find().limit(50))
`,
          'src/servicios/socios.js': `const Clase = require('../modelos/clase')

exports.listar = () => Clase.distinct('socios')
`,
          'src/modelos/clase.js': `const { Schema, model } = require('mongoose')

module.exports = model('Clase', new Schema({ socios: [String] }))
`,
        },
      },
    ],
    good: [
      {
        title: 'a small application without layers',
        code: {
          'src/app.ts': `import express from 'express'
import { Pool } from 'pg'

const pool = new Pool()
const app = express()
app.get('/users', async (request, response) => {
  const { rows } = await pool.query('SELECT id, name FROM users LIMIT 20')
  response.json(rows)
})
app.listen(3000)
`,
        },
      },
      {
        title: 'a handler of jobs, which is no controller',
        code: {
          'src/mails.processor.ts': `import { Processor, WorkerHost } from '@nestjs/bullmq'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { Mail } from './mail.entity'

@Processor('mails')
export class MailsProcessor extends WorkerHost {
  constructor(@InjectRepository(Mail) private readonly mails: Repository<Mail>) { super() }

  process() { return this.mails.delete({ isSent: true }) }
}
`,
          'src/mail.entity.ts': "import { Entity } from 'typeorm'\n\n@Entity()\nexport class Mail {}\n",
          'src/mail.service.ts': 'export class MailService {}\n',
        },
      },
      {
        title: 'a handler that calls a service',
        code: {
          'src/users.service.ts':
            "import { pool } from './db'\n\nexport const listUsers = () => pool.query('SELECT id, name FROM users LIMIT 20')\n",
          'src/db.ts': "import { Pool } from 'pg'\n\nexport const pool = new Pool()\n",
          'src/routes.ts': `import { Router } from 'express'
import { DatabaseError } from 'pg'
import { listUsers } from './users.service'

export const router = Router()
router.get('/users', async (request, response) => {
  try {
    response.json(await listUsers())
  } catch (error) {
    response.status(error instanceof DatabaseError ? 503 : 500).end()
  }
})
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const found = [...unit.graph.modules.values()].flatMap((module) => faultOf(unit, module) ?? [])
      for (const [area, faults] of groupBy(found, ({ module }) => unit.areaOf(module))) {
        const [first, ...others] = faults
        if (first === undefined) continue
        if (hasMiddleLayer(unit, area, faults.map(({ module }) => module))) {
          for (const { access, more, who } of faults)
            report(access.location, access.kind, { who, what: access.what, more: moreOf(more) })
        } else {
          const related = others
            .slice(0, mostRelated)
            .map(({ access }) => ({ place: access.location, message: `so does this one, with ${access.what}` }))
          const queries = faults.reduce((sum, { count }) => sum + count, 0)
          const data = { count: faults.length, what: first.access.what }
          if (faults.length >= habit) report(first.access.location, 'throughout', data, related)
          else if (others.length > 0 && queries >= mostQueries) report(first.access.location, 'several', { ...data, queries }, related)
        }
      }
    },
  }),
})

/** From this many controllers on, in a package without a layer for queries, the package is reported and not each controller. */
const habit = 5
/** With this many queries in the handlers of two or more modules, a package is too large to do without a layer for queries. */
const mostQueries = 6
/** How many further controllers a finding lists at most. */
const mostRelated = 5

interface Fault {
  readonly module: Module
  readonly who: string
  readonly access: DataAccess
  /** How many further accesses to the database the module has. */
  readonly more: number
  /** How many queries the handlers of the module make. */
  readonly count: number
}

function faultOf(unit: Project, module: Module): Fault | undefined {
  const { role, because = '' } = unit.roles.get(module) ?? {}
  if (jobEvidence.test(because)) return undefined
  const isEntry = role === 'controller' || (role === undefined && unit.architecture.kindOf(module) === 'entry' && !isNeutral(module, unit.areaOf(module)))
  if (!isEntry && role !== 'composition') return undefined
  // Entry modules may open connections and pass them on; handlers that they define inline are still handlers.
  const accesses = unit
    .dataAccesses(module)
    .filter(({ location }) => (isEntry || unit.isInHandler(location)) && !unit.isInHealthCheck(location) && !isGivenForHealth(unit, location))
  const [access] = accesses
  return access && { module, who: unit.classNameAt(access.location) ?? 'This module', access, more: accesses.length - 1, count: accesses.reduce((sum, { times }) => sum + times, 0) }
}

function moreOf(count: number): string {
  return count === 0 ? '' : ` (and ${count === 1 ? 'one more' : `${count} more`})`
}
