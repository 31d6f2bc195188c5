import type { SourceLocation } from '../core/location.ts'
import type { Subject } from '../core/subject.ts'
import type { Application } from './services/applications.ts'
import type { Dependency, Module } from './graph/graph.ts'
import type { Project } from './project.ts'

/** The kinds of nodes that rules on the project as a whole can check. */
export interface ProjectNodes {
  /** Once, for what concerns the whole project. */
  readonly Project: Project
  readonly Module: Module
  readonly Application: Application
  /** An import of something that another module of the project defines. */
  readonly Dependency: Dependency
}

/** A range of a file, or a whole file. */
export type ProjectPlace = SourceLocation | { readonly file: string }

const kinds: { readonly [Kind in keyof ProjectNodes]: true } = {
  Project: true,
  Module: true,
  Application: true,
  Dependency: true,
}

/** The program: modules, their imports, and the applications. */
export const project: Subject<Project, ProjectNodes, ProjectPlace> = {
  name: 'project',
  speaksAbout: ['code'],
  scope: 'program',

  hasNode(kind) {
    return Object.hasOwn(kinds, kind)
  },

  // A project consists of the facts of files, whose texts may not have been read.
  mentions() {
    return true
  },

  traverse(unit, visit, wanted) {
    if (wanted.has('Project')) visit('Project', unit)
    for (const module of unit.graph.modules.values()) {
      if (wanted.has('Module')) visit('Module', module)
      if (wanted.has('Dependency')) for (const dependency of unit.graph.dependenciesOf(module)) visit('Dependency', dependency)
    }
    if (wanted.has('Application')) for (const application of unit.applications) visit('Application', application)
  },

  locate(_unit, place) {
    return 'range' in place ? place : { file: place.file, range: [0, 0] }
  },

  fileOf(unit) {
    return unit.root
  },
}
