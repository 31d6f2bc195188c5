import { defineRule } from '../../src/core/rule.ts'
import { handledWork } from '../../src/project/services/handled-work.ts'
import { project } from '../../src/project/subject.ts'
import { roleOfPath } from '../../src/source/roles.ts'

export default defineRule({
  subject: project,
  title: 'Connections come from a pool',
  why: 'Opening a connection takes several round trips, and a database allows only a few: a service that opens one for each request is slow at first and locked out under load.',
  fix: 'Create one pool at startup, and take connections from it.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['DAT-4'],
  silentOn: [
    'what is created once, when the module loads or the program starts',
    'what is stored for the next request: in a field, or in a variable outside the handler',
    'connections that listen, or subscribe, for as long as the client is there',
    'edge workers, whose settings come with the request, and users of the database that the request names',
    'migrations, seeds, scripts and tests',
  ],
  messages: {
    one: '`{{maker}}` opens a connection for every request: {{pool}} at startup, outside the handler, and use it here.',
  },
  examples: {
    bad: [
      {
        code: `import { Client } from 'pg'

app.get('/books', async (req, res) => {
  const client = new Client()
  await client.connect()
  const { rows } = await client.query('SELECT id, title FROM books LIMIT 50')
  await client.end()
  res.json(rows)
})`,
      },
      {
        code: `const mysql = require('mysql2/promise')

exports.list = async (req, res) => {
  const connection = await mysql.createConnection({ host: 'db' })
  const [rows] = await connection.query('SELECT id, title FROM books LIMIT 50')
  res.json(rows)
}`,
      },
      {
        title: 'a serverless function, which is started once for many events',
        code: `import mysql from 'mysql2/promise'

export const handler = async (event) => {
  const connection = await mysql.createConnection({ uri: process.env.DATABASE_URL })
  const [rows] = await connection.execute('SELECT * FROM books WHERE id = ?', [event.pathParameters.id])
  await connection.end()
  return { statusCode: 200, body: JSON.stringify(rows) }
}`,
      },
    ],
    good: [
      {
        code: `import { Pool } from 'pg'
const pool = new Pool({ max: 10 })

app.get('/books', async (req, res) => {
  const { rows } = await pool.query('SELECT id, title FROM books LIMIT 50')
  res.json(rows)
})`,
      },
      {
        title: 'created with the first request, and reused',
        code: `import { PrismaClient } from '@prisma/client'
let prisma: PrismaClient | undefined

app.get('/books', async (req, res) => {
  prisma ??= new PrismaClient()
  res.json(await prisma.book.findMany({ take: 50 }))
})`,
      },
      {
        title: 'a channel, which keeps its connection',
        code: `const amqp = require('amqplib')
let channel

app.post('/books', async (req, res) => {
  channel = channel || (await (await amqp.connect(process.env.AMQP)).createChannel())
  channel.publish('books', 'added', Buffer.from(req.body.id))
  res.sendStatus(202)
})`,
      },
      {
        title: 'a connection that listens takes one of its own',
        code: `import { createClient } from 'redis'

app.get('/news', async (req, res) => {
  const client = await createClient().connect()
  await client.subscribe('news', (text) => res.write(text))
  req.on('close', () => client.quit())
})`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const { fact, location } of handledWork(unit).opened)
        if (roleOfPath(unit.nameOf(location.file)) === 'code') report(location, 'one', { maker: fact.maker, pool: fact.pool })
    },
  }),
})
