import { Buffer } from 'node:buffer'
import type { File, Language, NotOkParseResult, OkParseResult } from '@eslint/core'

import { asObject } from '../../core/json.ts'
import { LineIndex } from '../../core/lines.ts'
import type { ParsedDocument } from '../../documents/document.ts'
import { parseDocument } from '../../documents/parse.ts'
import { signsIn } from '../node/disk/contract-signs.ts'
import { isNamedLikeContract } from '../node/disk/kinds.ts'
import { withSlashes } from '../node/disk/paths.ts'
import { utf16In } from '../utf16.ts'
import { ContractSourceCode, rootType } from './source-code.ts'
import type { RootNode } from './source-code.ts'
import { standIns } from './stand-ins.ts'

/** Its name in the plugin: ESLint calls it `setsquare/openapi`. */
export const openapiLanguageName = 'openapi'

/**
 * OpenAPI documents as a language of ESLint. To ESLint a document is one node: what stands in it is the engine's to find. A YAML
 * or JSON file that is something else is a document in which there is nothing to find, however broken it is.
 */
export const openapiLanguage: Language = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: { [rootType]: [] },

  // Configurations without `files` give theirs to every language: what is meant for JavaScript is no mistake here.
  validateLanguageOptions: () => {},
  normalizeLanguageOptions: (options) => ({ ...options, parserOptions: { ...standIns.parserOptions, ...asObject(options.parserOptions) } }),

  parse(file): OkParseResult<RootNode> | NotOkParseResult {
    const text = textOf(file)
    const path = withSlashes(file.path)
    if (isUtf16(path, text)) return { ok: false, errors: [{ message: 'This contract is encoded in UTF-16: save it as UTF-8', line: 1, column: 1 }] }
    const document = mayBeContract(path, text) ? parseDocument(path, text) : undefined
    if (document !== undefined && document.value === undefined && document.problems[0] !== undefined) {
      const { message, offset } = document.problems[0]
      return { ok: false, errors: [{ message, ...new LineIndex(text).positionAt(offset) }] }
    }
    return { ok: true, ast: rootNode(text, document) }
  },

  createSourceCode: (file, { ast }) => new ContractSourceCode(textOf(file), ast as RootNode),
}

/** ESLint has taken the byte order mark off. */
function textOf({ body }: File): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}

/** By its signs, so that also a broken one is told from a template or a data file that is none of ours. */
function mayBeContract(path: string, text: string): boolean {
  const signs = signsIn(Buffer.from(text))
  return signs === 'contract' || (signs === 'unversioned' && isNamedLikeContract(path))
}

/** ESLint reads every file as UTF-8, so that of UTF-16 the letters are left, each with its zero, and of the byte order mark two replacement characters. */
function isUtf16(path: string, text: string): boolean {
  const bytes = text.replace(/^\uFFFD\uFFFD/, '')
  return utf16In(Buffer.from(bytes.slice(0, 16))) !== undefined && mayBeContract(path, bytes)
}

function rootNode(text: string, document: ParsedDocument | undefined): RootNode {
  const { line, column } = new LineIndex(text).positionAt(text.length)
  return { ...standIns.node, type: rootType, range: [0, text.length], loc: { start: { line: 1, column: 1 }, end: { line, column } }, document }
}
