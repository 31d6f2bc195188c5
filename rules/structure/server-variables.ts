import { defineRule } from '../../src/core/rule.ts'
import { fewGuesses, suggestion } from '../../src/core/nearest.ts'
import { quoted } from '../../src/openapi/grammar/words.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n'

export default defineRule({
  subject: openapi,
  title: 'Server variables match the address and have an allowed default',
  why: 'Clients put the defaults into the address: a variable without one leaves braces in it, and the server rejects a default that is not allowed.',
  fix: 'Define each `{variable}` of the address under `variables`, with a `default` that is one of its `enum`, and define no others.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Server Object and Server Variable Object'],
  silentOn: ['variables without `default`, which `valid-structure` reports', 'variables without `enum`, which accept any value'],
  messages: {
    undefined: "'{{variable}}' in this address is not defined under 'variables', so no client can fill it in{{end}}",
    unused: "'{{name}}' is defined here but does not appear in '{{url}}'{{end}}",
    notAllowed: "The default '{{value}}' of '{{name}}' is not one of its allowed values: write {{allowed}}.",
    noneAllowed: "'{{name}}' has an empty 'enum', which allows no value: list some, or remove it.",
  },
  lesser: ['unused'],
  examples: {
    bad: [
      { title: 'not defined', code: `${start}servers: [{ url: 'https://{region}.shop.com' }]\n` },
      {
        title: 'a default that is not allowed',
        code: `${start}servers:\n  - url: https://{region}.shop.com\n    variables: { region: { default: europe, enum: [eu, us] } }\n`,
      },
      { title: 'defined but not used', code: `${start}servers:\n  - url: https://eu.shop.com\n    variables: { region: { default: eu } }\n` },
    ],
    good: [
      {
        code: `${start}servers:\n  - url: https://{region}.shop.com:{port}/v1\n    variables: { region: { default: eu, enum: [eu, us] }, port: { default: '443' } }\n`,
      },
    ],
  },
  check: ({ report }) => ({
    Server({ cursor }) {
      const address = cursor.child('url')
      const url = address.string
      if (url === undefined) return
      const variables = cursor.child('variables')
      const guess = fewGuesses(50)
      const inUrl = new Set([...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name))
      const unused = Object.keys(variables.object).filter((name) => !inUrl.has(name))
      for (const name of inUrl) {
        if (!variables.child(name).exists) report(address, 'undefined', { variable: `{${name}}`, end: suggestion(name, unused, guess) || ': define it there, with a default.' })
      }
      for (const variable of variables.fields()) {
        const name = variable.name ?? ''
        if (!inUrl.has(name)) report(variable.atKey, 'unused', { name, url, end: suggestion(name, inUrl, guess) || ': remove it.' })
        const allowed = variable.child('enum').items().flatMap((item) => item.string ?? [])
        const value = variable.child('default')
        if (Array.isArray(variable.child('enum').value) && variable.child('enum').child(0).value === undefined) report(variable.child('enum').atKey, 'noneAllowed', { name })
        else if (value.string !== undefined && allowed.length > 0 && !allowed.includes(value.string)) {
          report(value, 'notAllowed', { name, value: value.string, allowed: quoted(allowed.slice(0, 5)) })
        }
      }
    },
  }),
})
