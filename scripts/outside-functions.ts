import { Visitor } from 'oxc-parser'
import type { Program, VisitorObject } from 'oxc-parser'

/** Visits what runs once when a module is loaded: nothing in functions and classes. */
export function visitOutsideFunctions(program: Program, { Literal, CallExpression }: Pick<VisitorObject, 'Literal' | 'CallExpression'>): void {
  let depth = 0
  const enter = (): void => { depth++ }
  const leave = (): void => { depth-- }
  new Visitor({
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    ClassBody: enter,
    'ClassBody:exit': leave,
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    Literal: (node) => { if (depth === 0) Literal?.(node) },
    CallExpression: (node) => { if (depth === 0) CallExpression?.(node) },
  }).visit(program)
}
