/** A template library, which interpolates values without escaping SQL. */
export interface TemplateLibrary {
  readonly packages: readonly string[]
  /** Its function, as a member or as a named import. */
  readonly names: readonly string[]
  /** True if the function returns another one that takes the values; otherwise they are the second argument. */
  readonly compiles: boolean
  /** Matches a placeholder, and captures the name (or the beginning of the expression) in it. */
  readonly marks: RegExp
}

const mustaches = /\{\{\{?&?\s*([\w$]{1,60})[^{}]{0,100}\}?\}\}/g
const percents = /<%[-=]\s*([\w$]{1,60})[^%]{0,100}%>|\$\{\s*([\w$]{1,60})[^{}]{0,100}\}/g

/** Template libraries. */
export const templateLibraries: readonly TemplateLibrary[] = [
  { packages: ['lodash', 'lodash-es', 'lodash/', 'lodash.template', 'underscore'], names: ['template'], compiles: true, marks: percents },
  { packages: ['handlebars'], names: ['compile'], compiles: true, marks: mustaches },
  { packages: ['mustache', 'nunjucks', 'eta', 'liquidjs'], names: ['render', 'renderString', 'parseAndRenderSync'], compiles: false, marks: mustaches },
  { packages: ['ejs'], names: ['render'], compiles: false, marks: percents },
  { packages: ['ejs', 'dot'], names: ['compile', 'template'], compiles: true, marks: percents },
  { packages: ['string-template', 'format-template', 'named-placeholders'], names: ['format', 'default'], compiles: false, marks: /\{(\w{1,60})\}/g },
]
