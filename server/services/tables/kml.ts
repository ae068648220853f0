/** KML 2.3 (OGC 12-007r2), as phones and map programs open it: marks with their values as extended data. */
import { type Geometry, linesOf, polygonsOf } from '../../../data/geometry.ts'
import type { FilledRow } from './columns.ts'
import type { WrittenTable } from './write-table.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
/** What XML 1.0 cannot say at all is left out. */
const UNSPEAKABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

const escaped = (text: string): string =>
  text.replace(UNSPEAKABLE, '').replace(/[&<>"]/g, (character) => ESCAPES[character]!)

type Line = readonly (readonly [x: number, y: number])[]

const coordinates = (line: Line): string =>
  `<coordinates>${line.map((place) => place.join(',')).join(' ')}</coordinates>`

const polygonXml = (rings: readonly Line[]): string =>
  `<Polygon>${rings
    .map((ring, index) => {
      const side = index === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs'
      return `<${side}><LinearRing>${coordinates(ring)}</LinearRing></${side}>`
    })
    .join('')}</Polygon>`

const geometryXml = (geometry: Geometry | null): string => {
  if (geometry === null) return ''
  switch (geometry.type) {
    case 'Point':
      return `<Point>${coordinates([geometry.coordinates])}</Point>`
    case 'LineString':
      return linesOf(geometry)
        .map((line) => `<LineString>${coordinates(line)}</LineString>`)
        .join('')
    default: {
      const parts = polygonsOf(geometry).map(polygonXml)
      return parts.length === 1 ? parts[0]! : `<MultiGeometry>${parts.join('')}</MultiGeometry>`
    }
  }
}

const NAME = 'name'

const placemark = ({ keys, header }: WrittenTable, { cells, geometry }: FilledRow): string => {
  const values = keys.flatMap((key, at) => {
    const cell = cells[at] ?? ''
    if (cell === '' || key === NAME) return []
    const label = `<displayName>${escaped(header[at]!)}</displayName>`
    return [`<Data name="${escaped(key)}">${label}<value>${escaped(String(cell))}</value></Data>`]
  })
  const name = cells[Math.max(0, keys.indexOf(NAME))] ?? ''
  return `<Placemark><name>${escaped(String(name))}</name><ExtendedData>${values.join('')}</ExtendedData>\
${geometryXml(geometry)}</Placemark>\n`
}

/** The text of the file, in pieces. */
export async function* kmlText(table: WrittenTable): AsyncGenerator<string, void> {
  const { title, remarks, pages } = table
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\
<name>${escaped(title)}</name><description>${escaped(remarks.join('\n'))}</description>\n`
  for await (const rows of pages) yield rows.map((row) => placemark(table, row)).join('')
  yield '</Document></kml>\n'
}
