/** An element as lines of XML. */
export type XmlElement = readonly string[]

/** Attributes in their order; those that are `undefined` are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An XML 1.0 document. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.join('\n')}\n`
}

/** An element with child elements, or without content. */
export function element(name: string, attributes: Attributes, children: readonly XmlElement[] = []): XmlElement {
  const start = startOf(name, attributes)
  if (children.length === 0) return [`<${start}/>`]
  return [`<${start}>`, ...children.flatMap((child) => child.map((line) => `  ${line}`)), `</${name}>`]
}

/** An element with text content. */
export function textElement(name: string, attributes: Attributes, text: string): XmlElement {
  return [`<${startOf(name, attributes)}>${escapeXml(text)}</${name}>`]
}

function startOf(name: string, attributes: Attributes): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`]))
  return name + given.join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }

/**
 * Escapes a text for an element or an attribute in double quotes. Line breaks and tabs become character references, because parsers turn
 * literal ones in attributes into spaces. Characters that XML 1.0 does not allow even as references become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character)
}
