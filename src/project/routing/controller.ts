import type { ClassFact } from '../../source/values/classes.ts'
import type { ControllerLibrary } from '../../source/models/controllers.ts'
import type { AppliedDecorator } from '../graph/decorators.ts'
import type { Module } from '../graph/graph.ts'

/** A controller class, and the decorator that makes it one. */
export interface Controller {
  readonly module: Module
  readonly fact: ClassFact
  readonly library: ControllerLibrary
  readonly decorator: AppliedDecorator
  readonly decorators: readonly AppliedDecorator[]
}
