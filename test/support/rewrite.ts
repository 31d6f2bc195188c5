import ts from 'typescript'

const { factory } = ts
const printer = ts.createPrinter()

/** The same program with some nodes written in another way. */
function rewritten(text: string, instead: (node: ts.Node) => ts.Node | undefined): string {
  const source = ts.createSourceFile('example.ts', text, ts.ScriptTarget.ESNext, true)
  const changes: ts.Node[] = []
  const { transformed } = ts.transform(source, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node => {
        const inner = ts.visitEachChild(node, visit, context)
        const found = instead(inner)
        if (found !== undefined) changes.push(found)
        return found ?? inner
      }
      return ts.visitEachChild(root, visit, context)
    },
  ])
  const [file] = transformed
  return changes.length > 0 && file !== undefined ? printer.printFile(file) : text
}

function blockOf(body: ts.ConciseBody): ts.Block {
  return ts.isBlock(body) ? body : factory.createBlock([factory.createReturnStatement(body)], true)
}

const usesThis = /\b(?:this|arguments)\b/

/** Ways to write a program otherwise that change nothing about what it does. */
export const rewrites: Readonly<Record<string, (text: string) => string>> = {
  'arrows with a block': (text) =>
    rewritten(text, (node) =>
      ts.isArrowFunction(node) && !ts.isBlock(node.body)
        ? factory.updateArrowFunction(node, node.modifiers, node.typeParameters, node.parameters, node.type, node.equalsGreaterThanToken, blockOf(node.body))
        : undefined,
    ),
  'functions in place of arrows': (text) =>
    usesThis.test(text)
      ? text
      : rewritten(text, (node) =>
          ts.isArrowFunction(node)
            ? factory.createFunctionExpression(node.modifiers?.filter((one) => ts.isModifier(one)), undefined, undefined, node.typeParameters, node.parameters, node.type, blockOf(node.body))
            : undefined,
        ),
  'var in place of const': (text) =>
    rewritten(text, (node) => (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Const) !== 0 ? factory.createVariableDeclarationList(node.declarations, ts.NodeFlags.None) : undefined)),
  'brackets in place of dots': (text) =>
    rewritten(text, (node) => {
      const isInput = ts.isPropertyAccessExpression(node) && ts.isPropertyAccessExpression(node.expression) && ts.isIdentifier(node.expression.expression)
      return isInput && /^(?:req|request|ctx|event)$/.test(node.expression.expression.text) && /^(?:body|query|params|headers)$/.test(node.expression.name.text)
        ? factory.createElementAccessExpression(node.expression, factory.createStringLiteral(node.name.text))
        : undefined
    }),
}
