import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Clients do not choose the servers that a service calls',
  why: 'A service can reach what its clients cannot: databases, admin pages, the metadata of the cloud with its credentials. If a client names the host of a request that the service sends, it reaches them too (server-side request forgery).',
  fix: 'Take the host from the configuration or a fixed list. If it has to come from outside, compare `new URL(value).host` with a list, or refuse private addresses after resolving the name, and do not follow redirects.',
  presets: { recommended: 'warn', strict: 'error' },
  followsValues: true,
  checklist: ['SEC-4'],
  references: ['CWE-918', 'OWASP Server-Side Request Forgery Prevention Cheat Sheet', 'OWASP API7:2023'],
  silentOn: [
    'values in the path or the query string, after a host that is written in the code or comes from the configuration',
    'hosts that a check has narrowed: includes(), has(), a comparison of the host, switch, a function such as `assertPublicUrl`',
    'addresses that are stored, and those in messages of queues',
    'headers, and the address of the request itself, as in proxies',
    'instances of clients that have an address of their own, and URLs with a base',
    'UI components and tests',
  ],
  messages: {
    chosen:
      '`{{value}}` decides to which server {{method}} sends its request, so a client can reach servers that only this service should. Take the host from a fixed list, or check it first.',
  },
  examples: {
    bad: [
      {
        code: `import axios from 'axios'

router.get('/preview', async (req, res) => {
  const { data } = await axios.get(req.query.url)
  res.send(data)
})`,
      },
      {
        title: 'the host of a URL, in Fastify',
        code: `import { request as send } from 'undici'

app.post('/probe', async (request) => {
  const { host } = request.body
  const { statusCode } = await send(\`https://\${host}/health\`)
  return { statusCode }
})`,
      },
      {
        title: 'a part of the host',
        code: `exports.metrics = async (req, res) => res.json(await (await fetch('https://' + req.params.region + '.metrics.example.com/v1')).json())`,
      },
      {
        title: 'options of node:http',
        code: `const http = require('node:http')

exports.ping = (req, res) => http.get({ host: req.body.host, path: '/' }, (answer) => res.json({ status: answer.statusCode }))`,
      },
      {
        title: 'through a service in another file',
        code: {
          'src/pages.ts': "import got from 'got'\n\nexport const titleOf = async (url: string) => /<title>([^<]*)/.exec(await got(url).text())?.[1]\n",
          'src/server.ts': `import Koa from 'koa'
import { titleOf } from './pages'

const app = new Koa()
app.use(async (ctx) => {
  ctx.body = await titleOf(ctx.request.body.url)
})
`,
        },
      },
      {
        title: 'a service of Nest',
        code: {
          'src/preview.service.ts': `import { HttpService } from '@nestjs/axios'
import { Injectable } from '@nestjs/common'

@Injectable()
export class PreviewService {
  constructor(private readonly http: HttpService) {}

  load(url: string) {
    return this.http.get(url)
  }
}
`,
          'src/preview.controller.ts': `import { Controller, Get, Query } from '@nestjs/common'
import { PreviewService } from './preview.service'

@Controller('preview')
export class PreviewController {
  constructor(private readonly previews: PreviewService) {}

  @Get()
  show(@Query('url') url: string) {
    return this.previews.load(url)
  }
}
`,
        },
      },
      {
        title: 'a route of Next',
        code: `export async function GET(request: Request) {
  const { searchParams } = new URL(request.url)
  const image = await fetch(searchParams.get('src')!)
  return new Response(image.body)
}`,
      },
      {
        title: 'behind an API gateway',
        code: `export const handler = async (event) => {
  const { target } = JSON.parse(event.body)
  const response = await fetch(target)
  return { statusCode: 200, body: await response.text() }
}`,
      },
      {
        title: 'the options of a request',
        code: `import axios from 'axios'

export const test = async (req, res) => {
  const { status } = await axios({ method: 'post', url: req.body.hook, data: { hello: 'world' } })
  res.json({ status })
}`,
      },
    ],
    good: [
      {
        title: 'in the path, after a host',
        code: `import axios from 'axios'

export const weather = async (req, res) => res.json((await axios.get(\`https://weather.example.com/\${req.params.city}?days=\${req.query.days}\`)).data)`,
      },
      {
        title: 'after a host from the configuration',
        code: `export const item = async (req, res) => res.json(await (await fetch(process.env.STOCK_URL + '/items/' + req.params.id)).json())`,
      },
      {
        title: 'one of a list',
        code: `const hosts = ['eu.example.com', 'us.example.com']

export async function status(req, res) {
  if (!hosts.includes(req.query.host)) return res.sendStatus(400)
  res.json(await (await fetch(\`https://\${req.query.host}/status\`)).json())
}`,
      },
      {
        title: 'a known host',
        code: `const known = new Set(['images.example.com'])

export async function GET(request: Request) {
  const source = new URL(new URL(request.url).searchParams.get('src')!)
  if (!known.has(source.host)) return new Response(null, { status: 400 })
  return new Response((await fetch(source)).body)
}`,
      },
      {
        title: 'checked by a function',
        code: `import got from 'got'
import { assertPublicUrl } from './public-url'

app.post('/title', async (request) => {
  await assertPublicUrl(request.body.url)
  return (await got(request.body.url)).body
})`,
      },
      {
        title: 'chosen from a table',
        code: `const feeds = { news: 'https://news.example.com/rss', blog: 'https://blog.example.com/rss' }

export const feed = async (ctx) => {
  const url = feeds[ctx.params.name]
  ctx.body = await (await fetch(url)).text()
}`,
      },
      {
        title: 'an instance with an address',
        code: `import axios from 'axios'
const api = axios.create({ baseURL: 'https://api.example.com' })

export const forward = async (req, res) => res.json((await api.get(req.query.path)).data)`,
      },
      {
        title: 'data of a request',
        code: `import axios from 'axios'

export const relay = async (req, res) => {
  const { data } = await axios.post('https://relay.example.com/', req.body, { params: req.query })
  res.json(data)
}`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const { kind, related, value, method, ...place } of unit.sql.flows()) if (kind === 'url') report(place, 'chosen', { value, method }, { related })
    },
  }),
})
