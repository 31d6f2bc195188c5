import { groupBy } from '../../../core/group.ts'
import { itemOf } from '../../collection.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Resource } from '../../model.ts'
import type { Schema } from '../../schema.ts'
import { creates } from '../answers/creation.ts'

/** Which point in the history of a resource a property records. */
export type AuditMark = 'created' | 'updated'

/** A resource that clients create and read, with the audit properties that its representation lacks. */
export interface AuditedResource {
  /** The operation that reads one item. */
  readonly read: ContractOperation
  readonly missing: readonly AuditMark[]
}

/** With fewer properties than this, a resource is not described well enough. */
const leastProperties = 3
/** How many levels of wrappers are searched. */
const deepest = 2

/** Names of objects that wrap a resource or hold its metadata. */
const wrappers: ReadonlySet<string> = new Set('data result response payload item attributes properties metadata meta audit info system sys details timestamps history record header base common author committer status state lifecycle'.split(' '))

/** The resources that clients create, and whose representation is described. `updated` is only expected if clients can change them. */
export function auditedResources(operations: readonly ContractOperation[]): AuditedResource[] {
  const byResource = groupBy<ContractOperation, Resource>(operations, ({ resource }) => resource)
  return operations.filter(creates).flatMap((creation): AuditedResource[] => {
    const item = itemOf(creation.resource)
    const ofItem = item === undefined ? [] : (byResource.get(item) ?? [])
    const read = ofItem.find(({ method }) => method === 'get')
    const schema = read?.successSchema
    if (item === undefined || read === undefined || schema === undefined || read.list !== undefined || isFixed.test(item.name)) return []
    const names = namesIn(schema, item.parent?.name)
    if (names === undefined || names.every(isOfJob)) return []
    const isUpdated = ofItem.some(({ method }) => method === 'put' || method === 'patch')
    const wanted: readonly AuditMark[] = isUpdated ? ['created', 'updated'] : ['created']
    return [{ read, missing: wanted.filter((mark) => !names.some((name) => marks[mark](name))) }]
  })
}

/** A resource identified by a hash of its content cannot change, and an upload only grows until it is complete. */
const isFixed = /sha\d*\b|hash|digest|checksum|upload/i

const marks: Readonly<Record<AuditMark, (name: string) => boolean>> = {
  created: (name) => wordsOf(name).some((word) => /^(?:creat(?:ed|e|ion)|inserted|added|registered|registration|issued|opened|ordered|placed|submitted|posted|published|uploaded|requested|received|started|start|timestamp|date|datetime|time|joined|imported|angelegt|erstellt|erzeugt|erfasst|cree|creado|criado|creato|aangemaakt|creaci[oó]n|cria[cç][aã]o|creazione|erstell(?:ungs)?datum|fecha|datum)$/.test(word)),
  updated: (name) => wordsOf(name).some((word) => /^(?:updated?|modif(?:ied|y|ication)|changed?|edited|revision|etag|version|saved|touched|refreshed|geaendert|aktualisiert|bearbeitet|modifie|modificado|actualizado|atualizado|aggiornato|gewijzigd|modificaci[oó]n|actualizaci[oó]n|atualiza[cç][aã]o|altera[cç][aã]o|[aä]e?nderung(?:sdatum)?)$/.test(word)),
}

/** The last words of names that both jobs and lasting resources have. */
const ofWork: ReadonlySet<string> = new Set('id name type kind status state done progress error errors warnings message answer result results response data payload success metadata url urls uri href link links percent'.split(' '))

/** True for properties of jobs and uploads, which are short-lived and need no audit fields. */
function isOfJob(name: string): boolean {
  return ofWork.has(wordsOf(name).at(-1) ?? '')
}

/** All property names of a representation, including those in wrappers. Nothing if it is not described. */
function namesIn(schema: Schema, collection: string | undefined): string[] | undefined {
  const names: string[] = []
  const add = (one: Schema, depth: number): boolean => {
    if (one.alternatives.length > 0) return false
    for (const [name, property] of one.properties) {
      names.push(name)
      const isWrapper = wrappers.has(name.toLowerCase()) || (collection !== undefined && collection.toLowerCase().startsWith(name.toLowerCase().replace(/y$/, '')))
      if (depth < deepest && isWrapper && !add(property, depth + 1)) return false
    }
    return true
  }
  return add(schema, 0) && names.length >= leastProperties ? names : undefined
}
