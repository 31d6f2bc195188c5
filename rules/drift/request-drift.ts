import { defineRule } from '../../src/core/rule.ts'
import { inContract, nameOf } from '../../src/api/drift/describe.ts'
import { quoted, renamedIn } from '../../src/api/drift/field-names.ts'
import type { FieldValues } from '../../src/api/drift/sides.ts'
import { drift } from '../../src/api/drift/subject.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: The orders } } }
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [items]
              properties:
                items: { type: array, items: { type: string } }
                note: { type: string }
      responses: { '201': { description: The order } }
`

const server = (handler: string, more = ''): string => `import express from 'express'
import { z } from 'zod'
import { createOrder, findOrders } from './orders'
${more}
const app = express()
app.get('/orders', async (request, response) => response.json({ items: await findOrders() }))
app.post('/orders', async (request, response) => {
  ${handler}
  response.status(201).json({ id: await createOrder(order) })
})
app.listen(3000)
`
const schema = (fields: string): string => `
const orderSchema = z.object({ items: z.array(z.string()), ${fields} })
`
const orders = 'export declare const findOrders: () => Promise<object[]>\nexport declare const createOrder: (order: object) => Promise<string>\n'

export default defineRule({
  subject: drift,
  title: 'Request bodies have the fields, types and values that the contract documents',
  why: 'A client that sends what the contract describes is rejected, or its data is ignored without a word. A field that only the code knows is used by nobody but those who read the code.',
  fix: 'Make the schema in the code and the one in the contract the same; if possible, make one from the other.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Request Body Object'],
  silentOn: [
    'fields of objects and lists inside the body, formats and limits',
    'types where a validator converts them or runs code (`z.coerce`, `refine`, `@Transform`, ajv in Fastify, numbers in Joi), and in forms',
    'bodies that are passed on as a whole, and schemas and classes that cannot be traced',
    'fields that code sets itself or refuses (`if (req.body.role) throw …`), and bodies whose fields it renames (`camelcaseKeys(req.body)`)',
    'documented fields that the code does not have, unless a schema or a class of it states all fields',
    'fields that the contract requires, but the code does not, and required fields if the contract hardly ever names any',
    'bodies with alternatives, and contracts that allow further fields explicitly',
    'routes that match no operation of a contract in the same check',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  messages: {
    required: '{{name}} rejects bodies without {{fields}} here, which the contract does not require. Require it there, or make it optional here.',
    undocumented: '{{name}} reads {{fields}} from the body here, which the contract does not document. Add it to the schema of the body.',
    renamed: "{{name}} reads '{{inCode}}' from the body here, but the contract documents '{{inContract}}'. Use the same name in both.",
    missing: 'The schema of {{name}} has no {{fields}} here, which the contract documents in its body. Add it, or remove it from the contract.',
    differs: "{{name}} takes {{inCode}} as '{{field}}' here, but the contract documents {{inContract}}. Use the same in both.",
    bodiless: '{{name}} reads {{fields}} from the body here, but the contract documents no body. Add it to the operation.',
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server('const order = orderSchema.parse(request.body)', schema('note: z.string()')),
          'src/orders.ts': orders,
        },
      },
      {
        title: 'a field that the contract does not have',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server('const { items, note, coupon } = request.body\n  const order = { items, note, coupon }'),
          'src/orders.ts': orders,
        },
      },
      {
        title: 'a field of another type',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server('const order = orderSchema.parse(request.body)', schema('note: z.number().optional()')),
          'src/orders.ts': orders,
        },
      },
      {
        title: 'a class that represents the body, without a field',
        code: {
          'openapi.yaml': contract,
          'src/orders.controller.ts': `import { Body, Controller, Get, Post } from '@nestjs/common'
import { CreateOrder } from './create-order.dto'

@Controller('orders')
export class OrdersController {
  @Get()
  list() {
    return { items: [] }
  }

  @Post()
  place(@Body() order: CreateOrder) {
    return order
  }
}
`,
          'src/create-order.dto.ts': `import { IsString } from 'class-validator'

export class CreateOrder {
  @IsString({ each: true })
  items: string[]
}
`,
        },
      },
    ],
    good: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server('const order = orderSchema.parse(request.body)', schema('note: z.string().optional()')),
          'src/orders.ts': orders,
        },
      },
      {
        title: 'a body that is passed on',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server('const order = { ...request.body }\n  if (request.body.items.length === 0) return response.status(422).end()'),
          'src/orders.ts': orders,
        },
      },
    ],
  },
  check: ({ report }) => ({
    MatchedOperation({ operation, route }) {
      const { body: documented } = operation
      const { body: read } = route
      if (documented === undefined || read === undefined || !withBody.has(route.method)) return
      const name = nameOf(operation)
      const related = [inContract(operation)]
      const [first] = read.fields
      const namesOf = (fields: typeof read.fields): string[] => [...new Set(fields.map((field) => field.name))]
      if (documented === 'none') {
        if (first !== undefined) report(first.at, 'bodiless', { name, fields: quoted(namesOf(read.fields)) }, related)
        return
      }
      const { fields, required, sent, isOpen } = documented
      const names = namesOf(read.fields)
      const unknown = isOpen ? [] : read.fields.filter((field) => !fields.includes(field.name))
      const missing = sent.filter((field) => !names.includes(field))
      const renamed = renamedIn(namesOf(unknown), missing)
      const isOther = (field: { readonly name: string }): boolean => field.name !== renamed?.inCode
      const stricter = read.fields.filter((field) => field.isRequired === true && !(required ?? fields).includes(field.name) && isOther(field))
      const further = unknown.filter((field) => field.isRequired !== true && isOther(field))
      const unread = read.whole === undefined ? [] : missing.filter((field) => field !== renamed?.inContract)
      const place = unknown.find((field) => field.name === renamed?.inCode)
      if (renamed !== undefined && place !== undefined) report(place.at, 'renamed', { name, ...renamed }, related)
      if (stricter[0] !== undefined) report(stricter[0].at, 'required', { name, fields: quoted(namesOf(stricter)) }, related)
      if (further[0] !== undefined) report(further[0].at, 'undocumented', { name, fields: quoted(namesOf(further)) }, related)
      for (const { name: field, at, accepted } of read.fields) {
        const sent = Object.hasOwn(documented.values, field) ? documented.values[field] : undefined
        if (accepted === undefined || sent === undefined) continue
        const differs = (inCode: string, inContract: string): void => report(at, 'differs', { name, field, inCode, inContract }, related)
        const without = (some: FieldValues['values'], others: FieldValues['values']): string[] => (others && some?.filter((value) => !others.includes(value))) ?? []
        const [unlisted, refused] = [without(accepted.values, sent.values), without(sent.values, accepted.values)]
        if (accepted.type !== sent.type) differs(`a value of type ${accepted.type}`, `one of type ${sent.type}`)
        else if (unlisted.length + refused.length > 0) differs(eitherOf(unlisted, refused), eitherOf(refused, unlisted))
      }
      if (read.whole !== undefined && unread.length > 0) report(read.whole, 'missing', { name, fields: quoted(unread, ' and no ') }, related)
    },
  }),
})

/** The values that one side has alone, or those that only the other has. */
function eitherOf(own: readonly string[], others: readonly string[]): string {
  return own.length > 0 ? quoted(own) : `no ${quoted(others, ' and no ')}`
}

/** Bodies of other methods have no meaning that all servers agree on. */
const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])
