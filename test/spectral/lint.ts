import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ISpectralDiagnostic, RulesetDefinition } from '@stoplight/spectral-core'
import { onTestFinished } from 'vitest'

import { Document, Spectral, Yaml } from '../../scripts/spectral-packages.ts'

/** A directory with these files, removed after the test. It is a repository by itself, so that references within it are allowed. */
export function project(files: Readonly<Record<string, string>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-spectral-')))
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true })
  })
  for (const [name, content] of Object.entries({ '.git': '', ...files })) {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return directory
}

/** The results of Spectral itself, run in this process, for a text. */
export async function lint(text: string, rules: RulesetDefinition, source?: string, spectral = new Spectral()): Promise<ISpectralDiagnostic[]> {
  spectral.setRuleset(rules)
  return spectral.run(new Document(text, Yaml, source))
}

const names = ['error', 'warn', 'info', 'hint']

/** A result on one line: `rule severity path`. */
export function inShort({ code, severity, path }: ISpectralDiagnostic): string {
  return `${code} ${names[severity] ?? ''} ${path.join('.')}`
}

/** A contract that violates three rules, one of them by a lesser case. */
export const shop = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /order:
    get:
      operationId: listOrders
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
    post: { responses: { '201': { description: Created } } }
  /order/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: One order }, '404': { description: None } } }
    delete: { responses: { '204': { description: Gone } } }
  /countries/:
    get: { responses: { '200': { description: Countries } } }
  /price_lists:
    get: { responses: { '200': { description: Price lists } } }
  /gift-cards:
    get: { responses: { '200': { description: Gift cards } } }
  /opening-hours:
    get: { responses: { '200': { description: Opening hours } } }
`
