import type { PaginationStyle } from '../../../core/settings.ts'
import { wordsOf } from '../../../core/name-words.ts'

/** The function of a paging parameter: `size` says how many, each of the styles says from where. */
export type PagingRole = 'size' | PaginationStyle

/**
 * The role of a parameter by its name. `possible` names have other meanings too (`size` of a shirt, `from` a date) and count only beside
 * other signs of paging.
 */
export interface PagingName {
  readonly role: PagingRole
  readonly certainty: 'certain' | 'possible'
}

/** Names in lower case without separators, so that `page[size]`, `pageSize` and `page_size` are one; in several languages. */
const names = new Map<string, PagingName>([
  ...entries('size', 'certain', `
    limit perpage pagesize pagelimit pagelength pagelen maxresults maxresult maxitems maxrecords maxentries maxpagesize
    maxresultsperpage resultsperpage itemsperpage recordsperpage rowsperpage entriesperpage hitsperpage resultlimit
    numresults numberofresults noofrecords numberofrecords noofrows batchsize recordlimit
    limite porpagina parpage itensporpagina registrosporpagina elementosporpagina tamanopagina tamañopagina tamanhopagina
    tamanodepagina tamanhodapagina nombreparpage elementsparpage dimensionepagina elementiperpagina perpagina
    seitengroesse seitengröße seitenlaenge seitenlänge eintraegeproseite paginagrootte
  `),
  ...entries('size', 'possible', 'size count per take rows num n max top first last maxcount tamano tamaño tamanho cantidad quantidade taille nombre dimensione anzahl groesse größe aantal antall antal'),
  ...entries('offset', 'certain', `
    offset skip startindex startat startrow startrecord startposition firstresult pageoffset recordoffset resultoffset
    startoffset
  `),
  ...entries('offset', 'possible', 'start from begin index position desde inicio debut début ab versatz inizio desplazamiento'),
  ...entries('page', 'certain', 'page pagenumber pageno pagenum pagenr pageindex currentpage pg pagina página numeropagina numerodepagina numeropage seite seitennummer sida sidnummer'),
  ...entries('page', 'possible', 'p'),
  ...entries('cursor', 'certain', `
    cursor nextcursor pagecursor cursormark startingafter endingbefore startafter endbefore pagetoken nextpagetoken
    nexttoken paginationtoken pagingtoken continuationtoken continuation marker skiptoken nextmarker pagemarker scrollid
    bookmark exclusivestartkey lastevaluatedkey nextpage sinceid maxid afterid beforeid pageafter pagebefore iterator
    resumptiontoken pagingstate pagestate searchafter nextpagekey lastseenid startkey continuetoken
  `),
  ...entries('cursor', 'possible', 'after before next continue previous prev scroll lastid fromid startid nextid'),
])

function entries(role: PagingRole, certainty: PagingName['certainty'], words: string): [string, PagingName][] {
  return words.trim().split(/\s+/).map((word) => [word, { role, certainty }])
}

/** Prefixes that only group parameters: `pagination.limit`, `filter[limit]`, `x-page`. */
const groups: ReadonlySet<string> = new Set('pagination paging pageable filter query list options x request result results'.split(' '))

/** The system query options of OData 4.01, part 2, 5.1. */
const odata = new Map<string, PagingRole>([['$top', 'size'], ['$skip', 'offset'], ['$skiptoken', 'cursor']])

/** The paging role that the name of a parameter or property stands for, if it does. */
export function pagingName(name: string): PagingName | undefined {
  const ofOData = odata.get(name.toLowerCase())
  if (ofOData !== undefined) return { role: ofOData, certainty: 'certain' }
  const words = wordsOf(name)
  const [first = '', ...rest] = words
  return names.get(words.join('')) ?? (groups.has(first) ? names.get(rest.join('')) : undefined)
}
