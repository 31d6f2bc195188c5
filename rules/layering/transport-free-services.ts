import { groupAbove, groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Module } from '../../src/project/graph/graph.ts'
import type { Project } from '../../src/project/project.ts'
import { project } from '../../src/project/subject.ts'
import { isMeantToBeTransportFree, transportUses } from '../../src/project/layers/transport.ts'
import type { TransportUse } from '../../src/project/layers/transport.ts'

export default defineRule({
  subject: project,
  title: 'Services do not depend on requests and responses',
  why: 'Only a web server can call a service that accepts a request: no job, no command line, no other service, and no test without a server.',
  fix: 'Read what is needed from the request in the controller, pass plain values to the service, let it return a result or throw an error of its own, and turn that into a response at the edge.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['ARC-6'],
  silentOn: [
    'controllers, middleware, guards, filters and strategies, which handle requests',
    'services named after parts of HTTP: `CookieService`, `session.service`, `webhook-service`',
    'clients of other services: axios and the like are transport of the other side',
  ],
  lesser: ['errors'],
  messages: {
    request:
      '{{who}} is {{part}} and accepts {{what}}{{more}}: only a web server can call it. Read the request in the controller, and pass on the values that are needed.',
    errors:
      '{{who}} is {{part}} and decides how requests fail, with {{what}}{{more}}. Throw an error that describes what happened, and translate it at the edge.',
  },
  examples: {
    bad: [
      {
        title: 'a service that sends the response',
        code: {
          'src/services/order.service.ts': `import type { Request, Response } from 'express'

export class OrderService {
  async place(request: Request, response: Response) {
    response.status(201).json({ id: request.body.id })
  }
}
`,
          'src/controllers/orders.ts': `import { Router } from 'express'
import { OrderService } from '../services/order.service'

export const orders = Router()
orders.post('/orders', (request, response) => new OrderService().place(request, response))
`,
        },
      },
      {
        title: 'an error of its own that is one of HTTP',
        code: {
          'src/orders/orders.service.ts': `import { OrderNotFound } from './order-not-found'

export class OrdersService {
  find(id: string) {
    throw new OrderNotFound(id)
  }
}
`,
          'src/orders/order-not-found.ts': `import { Boom } from '@hapi/boom'

export class OrderNotFound extends Boom {
  constructor(id: string) {
    super('There is no order ' + id, { statusCode: 404 })
  }
}
`,
        },
      },
      {
        title: 'HTTP errors in a service',
        code: {
          'src/orders/orders.service.ts': `import { Injectable, NotFoundException } from '@nestjs/common'

@Injectable()
export class OrdersService {
  find(id: string) {
    throw new NotFoundException(id)
  }
}
`,
          'src/orders/orders.controller.ts': `import { Controller, Get, Param } from '@nestjs/common'
import { OrdersService } from './orders.service'

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}
  @Get(':id') find(@Param('id') id: string) { return this.orders.find(id) }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'values in, a result or an error of its own out',
        code: {
          'src/services/order.service.ts': `export class UnknownOrder extends Error {}

export class OrderService {
  async place(order: { id: string }) {
    if (order.id === '') throw new UnknownOrder()
    return { id: order.id }
  }
}
`,
          'src/controllers/orders.ts': `import { Router } from 'express'
import type { Request, Response } from 'express'
import { OrderService } from '../services/order.service'

export const orders = Router()
orders.post('/orders', async (request: Request, response: Response) => {
  response.status(201).json(await new OrderService().place(request.body))
})
`,
          'src/services/cookie.service.ts': `import type { Response } from 'express'

export const remember = (response: Response, id: string) => response.cookie('last', id, { httpOnly: true })
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const services = [...unit.graph.modules.values()].filter((module) => isMeantToBeTransportFree(unit, module))
      const found = services.flatMap((module) => faultsOf(unit, module))
      for (const { module, use, count } of found.filter(({ use: { kind } }) => kind === 'request'))
        report(use.location, 'request', {
          who: whoIs(unit, module, use),
          part: partOf(unit, module),
          what: use.what,
          more: count === 1 ? '' : `, and ${count - 1} more of the same kind`,
        })
      const byArea = groupBy(found.filter(({ use: { kind } }) => kind === 'error'), ({ module }) => unit.areaOf(module))
      for (const { item, others } of [...byArea.values()].flatMap((group) => groupAbove(group, mostApart))) {
        const more = others.length === 0 ? '' : `, as do ${others.length} more services`
        report(item.use.location, 'errors', { who: whoIs(unit, item.module, item.use), part: partOf(unit, item.module), what: item.use.what, more })
      }
    },
  }),
})

/** If more services than this know HTTP statuses, it is one decision, with one finding. */
const mostApart = 3

interface Fault {
  readonly module: Module
  /** The first use of this kind. */
  readonly use: TransportUse
  readonly count: number
}

function faultsOf(unit: Project, module: Module): Fault[] {
  return [...groupBy(transportUses(unit, module), ({ kind }) => kind).values()].flatMap((uses) => {
    const [use] = uses
    return use === undefined ? [] : [{ module, use, count: uses.length }]
  })
}

/** The module's part in the architecture, in the terms of the code base. */
function partOf(unit: Project, module: Module): string {
  const layer = unit.architecture.placementOf(module)?.layer
  const isService = layer === undefined || layer.name === 'service' || unit.roles.get(module)?.role === 'service'
  return isService ? 'a service' : `part of the ${layer.name} layer`
}

function whoIs(unit: Project, module: Module, { location }: TransportUse): string {
  return unit.classNameAt(location) ?? module.summary.structure.classes[0]?.name ?? 'This module'
}
