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

/** The name of the language in the plugin: `setsquare/openapi` in configurations. */
export const openapiLanguageName = 'openapi'

/**
 * OpenAPI documents as a language for ESLint. ESLint sees a document as a single node, and the engine does the rest. YAML and JSON files
 * that are not OpenAPI documents are accepted without findings, even if they are malformed.
 */
export const openapiLanguage: Language = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: { [rootType]: [] },

  // A configuration without `files` applies its options to every language, so options meant for JavaScript are no mistake here.
  validateLanguageOptions: () => {},
  normalizeLanguageOptions: (options) => ({ ...options, parserOptions: { ...standIns.parserOptions, ...asObject(options.parserOptions) } }),

  parse(file): OkParseResult<RootNode> | NotOkParseResult {
    const text = textOf(file)
    const path = withSlashes(file.path)
    if (isUtf16(path, text)) return { ok: false, errors: [{ message: 'This contract is encoded in UTF-16: save it as UTF-8', line: 1, column: 1 }] }
    const document = contractIn(path, text)
    if (document !== undefined && document.value === undefined && document.problems[0] !== undefined) {
      const { message, offset } = document.problems[0]
      return { ok: false, errors: [{ message, ...new LineIndex(text).positionAt(offset) }] }
    }
    return { ok: true, ast: rootNode(text, document) }
  },

  createSourceCode: (file, { ast }) => new ContractSourceCode(textOf(file), ast as RootNode),
}

/** ESLint has already removed the byte order mark. */
function textOf({ body }: File): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}

/** The document in a text that may be a contract, which is only then parsed. */
export function contractIn(path: string, text: string): ParsedDocument | undefined {
  return mayBeContract(path, text) ? parseDocument(path, text) : undefined
}

/** Judged by text patterns and not by parsing, so that a malformed contract is told from templates and other data files. */
function mayBeContract(path: string, text: string): boolean {
  const signs = signsIn(Buffer.from(text))
  return signs === 'contract' || (signs === 'unversioned' && isNamedLikeContract(path))
}

/**
 * ESLint decodes every file as UTF-8: of UTF-16 this leaves each letter next to a zero byte, and two replacement characters for the byte
 * order mark.
 */
function isUtf16(path: string, text: string): boolean {
  const bytes = text.replace(/^\uFFFD\uFFFD/, '')
  return utf16In(Buffer.from(bytes.slice(0, 16))) !== undefined && mayBeContract(path, bytes)
}

function rootNode(text: string, document: ParsedDocument | undefined): RootNode {
  const { line, column } = new LineIndex(text).positionAt(text.length)
  return { ...standIns.node, type: rootType, range: [0, text.length], loc: { start: { line: 1, column: 1 }, end: { line, column } }, document }
}
