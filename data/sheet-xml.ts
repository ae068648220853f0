/** The XML that workbooks are made of: cells, rows, the frame of a sheet, and the files around them. */

export type Cell = string | number | null

/**
 * A local day `YYYY-MM-DD` or a local time, which a workbook has as a date that can be reckoned with; and how
 * numbers are written: `whole` (12,340), `tenth` (12,340.5), `hundredth`, `share` (0.125 as 12.5%), `degrees`
 * (six decimals). `sum` and `people` are added up below the table, those of each unit for themselves.
 */
export type CellKind =
  | 'day'
  | 'time'
  | 'sum'
  | 'people'
  | 'whole'
  | 'tenth'
  | 'hundredth'
  | 'share'
  | 'degrees'

export const isSummed = (kind: CellKind | null | undefined): boolean =>
  kind === 'sum' || kind === 'people'

/** Characters; a Chinese one is as wide as two of others. */
export const COLUMN_WIDTH = 18
const NARROWEST_COLUMN = 8
const WIDEST_COLUMN = 44
/** The button of the filter, and the rim of a cell. */
const BESIDE_TEXT = 3
const WIDE_CHARACTERS = /[\u2e80-\uffef]/g

/** Widths of columns by what stands in them. @param rows the heading first. */
export const columnWidths = (
  rows: readonly (readonly Cell[])[],
  kinds: readonly (CellKind | null)[] = [],
): number[] =>
  (rows[0] ?? []).map((_, column) => {
    // A time is shown to the minute, however it is written.
    const shown = kinds[column] === 'time' ? 'YYYY-MM-DD HH:MM'.length : undefined
    const widths = rows.map((cells, row) => {
      const text = String(cells[column] ?? '').slice(0, row === 0 ? undefined : shown)
      return text.length + (text.match(WIDE_CHARACTERS)?.length ?? 0) + BESIDE_TEXT
    })
    const widest = widths.reduce((most, width) => Math.max(most, width), NARROWEST_COLUMN)
    return Math.min(WIDEST_COLUMN, widest)
  })

/** What XML 1.0 cannot say, and what a reader of workbooks would take for such a thing. */
const UNSPEAKABLE = /[^\P{Cc}\t\n]|[\ufffe\uffff]|_(?=x[\da-f]{4}_)/giu
const NEEDS_ESCAPE = /[&<>\ufffe\uffff]|[^\P{Cc}\t\n]|_x/iu
const HEXADECIMAL = 16

/** Text of a cell (ST_Xstring): `_x0007_` stands for the character U+0007. */
export const xmlText = (text: string): string => {
  if (!NEEDS_ESCAPE.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(UNSPEAKABLE, (character) => {
      const code = character.charCodeAt(0).toString(HEXADECIMAL).padStart(4, '0').toUpperCase()
      return `_x${code}_`
    })
}

const LETTERS = 26
const CODE_OF_A = 65

/** A, B, … Z, AA, … @param index from 0. */
export const letterOf = (index: number): string =>
  (index >= LETTERS ? letterOf(Math.floor(index / LETTERS) - 1) : '') +
  String.fromCharCode(CODE_OF_A + (index % LETTERS))

export const BOLD = ' s="1"'
export const TITLE = ' s="4"'

const STYLE_OF: Readonly<Record<CellKind, string>> = {
  day: ' s="2"',
  time: ' s="3"',
  // Amounts have as many decimals as they have.
  sum: '',
  people: ' s="5"',
  whole: ' s="5"',
  tenth: ' s="6"',
  hundredth: ' s="7"',
  share: ' s="8"',
  degrees: ' s="9"',
}

const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(?:\+08:00)?$/
const MILLISECONDS_PER_DAY = 86_400_000
/** 1970 in days since 1899-12-30, from which workbooks count (ISO/IEC 29500-1, 18.17.4.1). */
const DAYS_TO_1970 = 25_569

/** A local day or time as a workbook reckons with it; null for any other text. */
const serialOf = (text: string): number | null => {
  const [, day, time = '00:00'] = LOCAL_TIME.exec(text) ?? []
  const milliseconds = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(milliseconds) ? null : milliseconds / MILLISECONDS_PER_DAY + DAYS_TO_1970
}

const cellXml = (cell: Cell, at: string, style = ''): string => {
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? `<c r="${at}"${style}><v>${cell}</v></c>` : ''
  }
  if (cell === null || cell === '') return ''
  const space = /^\s|\s$|\n/.test(cell) ? ' xml:space="preserve"' : ''
  return `<c r="${at}"${style} t="inlineStr"><is><t${space}>${xmlText(cell)}</t></is></c>`
}

export const rowXml = (
  cells: readonly Cell[],
  row: number,
  letters: readonly string[],
  style = '',
  kinds: readonly (CellKind | null)[] = [],
): string => {
  let xml = `<row r="${row}">`
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? null
    const kind = kinds[at] ?? null
    const isDay = kind === 'day' || kind === 'time'
    const serial = isDay && typeof cell === 'string' ? serialOf(cell) : null
    const isOfKind = kind !== null && typeof (serial ?? cell) === 'number'
    xml += cellXml(serial ?? cell, `${letters[at]}${row}`, isOfKind ? STYLE_OF[kind] : style)
  }
  return `${xml}</row>`
}

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OOXML = 'http://schemas.openxmlformats.org'
const MAIN = `xmlns="${OOXML}/spreadsheetml/2006/main"`
const RELATIONS = `${OOXML}/officeDocument/2006/relationships`
const PACKAGE_RELATIONS = `xmlns="${OOXML}/package/2006/relationships"`
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * The second style is that of headings and totals, the next are those of days and times, then that of titles and
 * those of numbers. Formats 3 and 4 are built in (ISO/IEC 29500-1, 18.8.30).
 */
const STYLES = `<styleSheet ${MAIN}>\
<numFmts count="5"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/>\
<numFmt numFmtId="166" formatCode="#,##0.0"/><numFmt numFmtId="167" formatCode="0.0%"/>\
<numFmt numFmtId="168" formatCode="0.000000"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="16"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="10"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
${[3, 166, 4, 167, 168].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}\
</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>`

/** @param widths of the columns, in characters @param headRows that stay in sight. */
export const sheetStart = (widths: readonly number[], headRows = 1): string => `<worksheet ${MAIN}>\
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
<sheetViews><sheetView workbookViewId="0">\
<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/>\
</sheetView></sheetViews>\
<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>\
<sheetData>`

/** Printed on A4 lying, as wide as the sheet. */
export const SHEET_END =
  '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'

/** What says of which sheets the workbook consists. @param names of them, in their order. */
export const workbookFiles = (names: readonly string[]): Record<string, string> => {
  const count = names.length
  const sheets = names.map((_, index) => index + 1)
  const each = (xml: (sheet: number) => string): string => sheets.map(xml).join('')
  return {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>\
${each((n) => `<sheet name="${xmlText(names[n - 1]!)}" sheetId="${n}" r:id="rId${n}"/>`)}\
</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${PACKAGE_RELATIONS}>\
${each((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}\
<Relationship Id="rId${count + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>\
</Relationships>`,
    'xl/styles.xml': STYLES,
    '_rels/.rels': `<Relationships ${PACKAGE_RELATIONS}>\
<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>`,
    '[Content_Types].xml': `<Types xmlns="${OOXML}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>\
${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}\
</Types>`,
  }
}
