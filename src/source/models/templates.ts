/** A library that puts values into a text by their names, and escapes nothing of SQL. */
export interface TemplateLibrary {
  readonly packages: readonly string[]
  /** Its function, as a member or imported by itself. */
  readonly names: readonly string[]
  /** True where it gives back a function that takes the values; otherwise they are its second argument. */
  readonly compiles: boolean
  /** Catches the name (or the beginning of the expression) that a value is put in by. */
  readonly marks: RegExp
}

const mustaches = /\{\{\{?&?\s*([\w$]{1,60})[^{}]{0,100}\}?\}\}/g
const percents = /<%[-=]\s*([\w$]{1,60})[^%]{0,100}%>|\$\{\s*([\w$]{1,60})[^{}]{0,100}\}/g

export const templateLibraries: readonly TemplateLibrary[] = [
  { packages: ['lodash', 'lodash-es', 'lodash/', 'lodash.template', 'underscore'], names: ['template'], compiles: true, marks: percents },
  { packages: ['handlebars'], names: ['compile'], compiles: true, marks: mustaches },
  { packages: ['mustache', 'nunjucks', 'eta', 'liquidjs'], names: ['render', 'renderString', 'parseAndRenderSync'], compiles: false, marks: mustaches },
  { packages: ['ejs'], names: ['render'], compiles: false, marks: percents },
  { packages: ['ejs', 'dot'], names: ['compile', 'template'], compiles: true, marks: percents },
  { packages: ['string-template', 'format-template', 'named-placeholders'], names: ['format', 'default'], compiles: false, marks: /\{(\w{1,60})\}/g },
]
