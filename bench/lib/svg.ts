/** A fragment of SVG and its height in pixels. */
export interface Panel {
  readonly height: number
  readonly markup: string
}

export const width = 880
export const margin = 24

export const colours = {
  background: '#ffffff',
  text: '#1f2328',
  quiet: '#656d76',
  grid: '#d8dee4',
  ours: '#0969da',
  peer: '#8c959f',
  floor: '#c8e1c9',
  reference: '#bf8700',
} as const

/** Escapes a text for SVG. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly size?: number
  readonly bold?: boolean
  readonly colour?: string
}

export function textAt(
  x: number,
  y: number,
  text: string,
  { anchor = 'start', size = 12, bold = false, colour = colours.text }: TextStyle = {},
): string {
  const weight = bold ? ' font-weight="600"' : ''
  const place = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`
  return `<text ${place} font-size="${size}"${weight} fill="${colour}">${escapeXml(text)}</text>`
}

export function lineFrom(x1: number, y1: number, x2: number, y2: number, colour: string, dash?: string): string {
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}"${dashes}/>`
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** An SVG document of panels one below the other. */
export function renderDocument(panels: readonly Panel[]): string {
  let top = margin
  const groups: string[] = []
  for (const panel of panels) {
    groups.push(`<g transform="translate(0 ${round(top)})">\n${panel.markup}\n</g>`)
    top += panel.height + margin
  }
  const height = round(top)
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif">
<rect width="100%" height="100%" fill="${colours.background}"/>
${groups.join('\n')}
</svg>
`
}
