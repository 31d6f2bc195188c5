import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Controllers leave the database to others',
  why: 'What a route handler fetches or stores by itself no other way in can reuse, and it can be tested only with a server and a database running.',
  fix: 'Move the query into a repository and what is done with it into a service, and let the handler call the service.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['ARC-6'],
  silentOn: [
    'types, error classes and operators of an ORM',
    "the project's own repositories: `layer-dependencies` judges those",
    'composition roots that open the connection, unless a handler in them queries it',
    'health checks, which have to ask the database',
  ],
  messages: {
    injected: "{{who}} is given {{what}} and so talks to the database itself. Let it ask a service, and keep queries in a repository.",
    called: '{{who}} queries the database itself with `{{what}}`. Let it ask a service, and keep queries in a repository.',
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
        },
      },
      {
        title: 'a handler that queries through a client of another module',
        code: {
          'src/db.ts': "import { Pool } from 'pg'\n\nexport const pool = new Pool()\n",
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
    ],
    good: [
      {
        title: 'a handler that asks a service',
        code: {
          'src/users.service.ts': "import { pool } from './db'\n\nexport const listUsers = () => pool.query('SELECT id, name FROM users LIMIT 20')\n",
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
    Module(module) {
      const evidence = unit.roles.get(module)
      const isController = evidence?.role === 'controller'
      if (!isController && evidence?.role !== 'composition') return
      for (const { kind, what, location } of unit.dataAccesses(module)) {
        // Wiring may open and hand over connections; a handler written in between is still a handler.
        if (!isController && !unit.isInHandler(location)) continue
        if (unit.isInHealthCheck(location)) continue
        report(location, kind, { who: unit.ownerNameAt(location), what })
      }
    },
  }),
})
