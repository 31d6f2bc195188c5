import { createRequire } from 'node:module'
import type { CallExpression, FileSystemHost, Node, Project, Symbol as TypeSymbol, Type } from 'ts-morph'
import type { Files } from '../core/files.ts'
import { parseSourceSync } from './syntax/parsed-file.ts'
import type { DeclaredFunction, InferredType, Range, SourceFile, TypeProvider } from './syntax/file.ts'

type TsMorph = typeof import('ts-morph')

/** The absolute path of the file that a specifier in `from` means; nothing for packages and what is not there. */
export type ResolveModule = (specifier: string, from: string) => string | undefined

/** A question about one node must not load a whole monorepo: files at most, and imports followed from the file asked about. */
const maxFiles = 200
const maxDepth = 3

/**
 * Types by ts-morph, loaded with the first question. It reads through `files` and only below `root`, follows imports within the
 * project and not into packages, and runs nothing. Types of packages are not known to it: they are settled by imports.
 * @param resolve how the project resolves its own modules; relative paths only where left out
 */
export function openTypes(files: Files, root: string, resolve?: ResolveModule): TypeProvider {
  return new MorphTypes(files, root, resolve)
}

class MorphTypes implements TypeProvider {
  readonly #files: Files
  readonly #root: string
  readonly #resolve: ResolveModule
  readonly #sources = new Map<string, SourceFile>()
  #loaded: { readonly morph: TsMorph; readonly project: Project } | undefined
  readonly #depths = new Map<string, number>()

  constructor(files: Files, root: string, resolve: ResolveModule | undefined) {
    this.#files = files
    this.#root = root
    this.#resolve = resolve ?? ((specifier, from) => this.#resolveRelative(specifier, from))
  }

  typeOf(file: SourceFile, range: Range): InferredType | undefined {
    const node = this.#nodeAt(file, range)
    const type = node?.getType()
    const bounded = type === undefined ? undefined : isBounded(type)
    return type === undefined || node === undefined || bounded === undefined ? undefined : { bounded }
  }

  functionCalledAt(file: SourceFile, range: Range): DeclaredFunction | undefined {
    const { morph } = this.#open()
    const node = this.#nodeAt(file, range)
    if (node === undefined || !morph.Node.isCallExpression(node)) return undefined
    const declaration = bodyOf(morph, calledSymbol(morph, node))
    const path = declaration?.getSourceFile().getFilePath()
    const source = path === undefined ? undefined : path === file.file ? file : this.#sourceOf(path)
    return declaration === undefined || source === undefined
      ? undefined
      : { file: source, range: [declaration.getStart(), declaration.getEnd()] }
  }

  #sourceOf(path: string): SourceFile | undefined {
    const known = this.#sources.get(path)
    if (known !== undefined) return known
    const text = this.#textOf(path)
    if (text === undefined) return undefined
    const source = parseSourceSync(path, text, { root: this.#root, types: this })
    this.#sources.set(path, source)
    return source
  }

  #nodeAt(file: SourceFile, [start, end]: Range): Node | undefined {
    const { project } = this.#open()
    const known = project.getSourceFile(file.file)
    // What is being checked counts, also where the disk says something else.
    const source =
      known?.getFullText() === file.text ? known : project.createSourceFile(file.file, file.text, { overwrite: true })
    let found: Node | undefined
    for (
      let node = source.getDescendantAtPos(start);
      node !== undefined && node.getStart() >= start && node.getEnd() <= end;
      node = node.getParent()
    ) {
      if (node.getStart() === start && node.getEnd() === end) found = node
    }
    return found
  }

  #open(): { readonly morph: TsMorph; readonly project: Project } {
    if (this.#loaded !== undefined) return this.#loaded
    const require = createRequire(import.meta.url)
    const morph = require('ts-morph') as TsMorph
    const { ts } = morph
    const project = new morph.Project({
      fileSystem: this.#fileSystem(),
      skipAddingFilesFromTsConfig: true,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts'],
        allowJs: true,
        strict: true,
        types: [],
        noEmit: true,
      },
      resolutionHost: () => ({
        resolveModuleNames: (names, from) =>
          names.map((name) => {
            const resolvedFileName = this.#follow(name, from)
            return resolvedFileName === undefined
              ? undefined
              : { resolvedFileName, extension: /\.[cm]?[jt]sx?$/.exec(resolvedFileName)?.[0] ?? '.ts' }
          }),
      }),
    })
    return (this.#loaded = { morph, project })
  }

  #follow(specifier: string, from: string): string | undefined {
    const depth = (this.#depths.get(from) ?? 0) + 1
    if (depth > maxDepth || this.#depths.size >= maxFiles) return undefined
    const path = this.#resolve(specifier, from)
    if (path !== undefined && depth < (this.#depths.get(path) ?? Infinity)) this.#depths.set(path, depth)
    return path
  }

  #resolveRelative(specifier: string, from: string): string | undefined {
    if (!specifier.startsWith('.')) return undefined
    const base = new URL(specifier, `file://${from}`).pathname
    const plain = base.replace(/\.[cm]?js$/, '')
    return [base, `${plain}.ts`, `${plain}.tsx`, `${plain}.mts`, `${plain}.js`, `${plain}/index.ts`, `${plain}/index.js`].find(
      (path) => /\.[cm]?[jt]sx?$/.test(path) && this.#textOf(path) !== undefined,
    )
  }

  #textOf(path: string): string | undefined {
    if (!path.startsWith(`${this.#root}/`) || path.includes('/node_modules/')) return undefined
    const content = this.#files.read(path)
    return content.kind === 'text' ? content.text : undefined
  }

  /** What TypeScript sees of the disk: the project's files, to be read and not to be written. */
  #fileSystem(): FileSystemHost {
    const refuse = (): never => {
      throw new Error('types are read only')
    }
    const text = (path: string): string => this.#textOf(path) ?? ''
    return {
      isCaseSensitive: () => true,
      getCurrentDirectory: () => this.#root,
      realpathSync: (path) => path,
      directoryExists: () => Promise.resolve(false),
      directoryExistsSync: () => false,
      fileExists: (path) => Promise.resolve(this.#textOf(path) !== undefined),
      fileExistsSync: (path) => this.#textOf(path) !== undefined,
      readFile: (path) => Promise.resolve(text(path)),
      readFileSync: text,
      readDirSync: () => [],
      glob: () => Promise.resolve([]),
      globSync: () => [],
      delete: refuse,
      deleteSync: refuse,
      writeFile: refuse,
      writeFileSync: refuse,
      mkdir: refuse,
      mkdirSync: refuse,
      move: refuse,
      moveSync: refuse,
      copy: refuse,
      copySync: refuse,
    }
  }
}

/** The function's name, followed through imports and re-exports. */
function calledSymbol(morph: TsMorph, call: CallExpression): TypeSymbol | undefined {
  const callee = call.getExpression()
  const symbol = (morph.Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee).getSymbol()
  return symbol?.getAliasedSymbol() ?? symbol
}

/** The declaration that has a body: of overloads the last, of interfaces none. */
function bodyOf({ Node: nodes }: TsMorph, symbol: TypeSymbol | undefined): Node | undefined {
  return symbol?.getDeclarations().find((declaration) => {
    if (nodes.isMethodDeclaration(declaration) || nodes.isFunctionDeclaration(declaration))
      return declaration.getBody() !== undefined
    if (
      !nodes.isPropertyDeclaration(declaration) &&
      !nodes.isVariableDeclaration(declaration) &&
      !nodes.isPropertyAssignment(declaration)
    )
      return false
    const value = declaration.getInitializer()
    return nodes.isArrowFunction(value) || nodes.isFunctionExpression(value)
  })
}

/** True for types without free text, false for strings; nothing where it is not known. */
function isBounded(type: Type): boolean | undefined {
  if (type.isAny() || type.isUnknown()) return undefined
  if (type.isUnion()) {
    const members = type.getUnionTypes().map(isBounded)
    return members.includes(undefined) ? undefined : members.every((bounded) => bounded === true)
  }
  if (type.isTypeParameter()) {
    const constraint = type.getConstraint()
    return constraint === undefined ? undefined : isBounded(constraint)
  }
  if (type.isArray()) {
    const item = type.getArrayElementType()
    return item === undefined ? undefined : isBounded(item)
  }
  if (type.isString() || type.isTemplateLiteral()) return false
  const simple =
    type.isNumber() ||
    type.isBoolean() ||
    type.isBigInt() ||
    type.isLiteral() ||
    type.isEnum() ||
    type.isNull() ||
    type.isUndefined() ||
    type.isVoid()
  return simple || type.getSymbol()?.getName() === 'Date' ? true : undefined
}
