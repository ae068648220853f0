/** A form filled in: a sheet of notes, and a sheet of rows for each of its tables. */
import { setImmediate } from 'node:timers/promises'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import {
  type ColumnValue,
  type ExportForm,
  type FormSheet,
  NOTE_SHEET,
} from '../../../data/export-form.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import type { Catalogue } from '../../../data/field.ts'
import { fieldCell } from '../../../data/field-text.ts'
import { roundedDegrees } from '../../../data/geometry.ts'
import { isMaterialKey, MATERIALS } from '../../../data/materials.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../../data/resource.ts'
import type { Moment } from '../../store/moment.ts'
import type { Cell } from '../tables/columns.ts'
import { PAGE_ROWS } from '../tables/stored-table.ts'
import { type Circumstances, labelled, remarksOf } from '../tables/table-files.ts'
import { type ComingSheet, workbookOfComing } from '../tables/workbook-sheets.ts'
import type { Reporting, Selection } from './export-forms.ts'

const ALL = { box: null, verified: null, filter: {}, after: null, offset: 0, limit: null }

const TEXTS = {
  unit: { zh: '填报单位', en: 'Reported by' },
  period: { zh: '报告期', en: 'Period' },
  place: {
    zh: '经度、纬度为 WGS-84 的度数，与 CGCS2000 在本地相差厘米级；线、面以其中一点代表。',
    en: 'Longitude and latitude are degrees of WGS-84, within centimetres of CGCS2000 here; lines and areas are told by a point of theirs.',
  },
  masked: {
    zh: '个人姓名与电话为脱敏后的内容。',
    en: 'Names and numbers of people are masked.',
  },
  box: {
    zh: '只含范围内（WGS-84 西、南、东、北）',
    en: 'Only what lies in (WGS-84, west, south, east, north)',
  },
  county: { zh: '只含区县', en: 'Only of the county' },
  chosen: { zh: '只含选中的要素，个数', en: 'Only what was chosen, features:' },
  source: { zh: '表式来源：', en: 'Source of the form: ' },
  sheet: { zh: '工作表', en: 'Sheet' },
  of: { zh: '数据集', en: 'Collection' },
  rows: { zh: '行数', en: 'Rows' },
  blank: {
    zh: '本系统没有、须人工填写的列：',
    en: 'Columns of what is not kept here, to be filled in by hand:',
  },
  uncoded: {
    zh: '没有代码、代码列留空的内容：',
    en: 'What has no code, so that its cell is empty:',
  },
} as const satisfies Record<string, Bilingual>

type Feature = ResourceFeature<ResourceDeclaration>

interface Row {
  readonly number: number
  readonly feature: Feature
  /** What the row counts, on sheets with a row for each item. */
  readonly item: string | null
}

/** What is found while sheets are written, for the note. */
interface Findings {
  readonly rows: Map<FormSheet, number>
  /** Of columns of codes, by sheet and heading, what has none. */
  readonly uncoded: Map<string, Set<string>>
}

const countsOf = (feature: Feature, field: string): Readonly<Record<string, number>> | null =>
  (feature.properties[field] ?? null) as Record<string, number> | null

const catalogueOf = ({ fields }: ResourceDeclaration, name: string): Catalogue => {
  const field = fields[name]
  return field?.kind === 'counts' ? field.catalogue : {}
}

class SheetRows {
  readonly #sheet: FormSheet
  readonly #resource: ResourceDeclaration
  readonly #language: Language
  readonly #selection: Selection
  readonly #findings: Findings

  constructor(sheet: FormSheet, selection: Selection, language: Language, findings: Findings) {
    this.#sheet = sheet
    this.#resource = COLLECTIONS[sheet.collection]
    this.#selection = selection
    this.#language = language
    this.#findings = findings
  }

  /** Pages of rows. */
  async *cells(moment: Moment): AsyncGenerator<Cell[][], void> {
    const { collection, columns } = this.#sheet
    let number = 0
    const query = { ...ALL, ...this.#selection }
    for await (const features of moment.features(collection, query, PAGE_ROWS)) {
      const rows = features.flatMap((feature) =>
        this.#itemsOf(feature).map((item): Row => ({ number: ++number, feature, item })),
      )
      this.#findings.rows.set(this.#sheet, number)
      yield rows.map((row) => columns.map(({ heading, value }) => this.#cell(heading, value, row)))
      await setImmediate()
    }
  }

  #itemsOf(feature: Feature): (string | null)[] {
    const { itemsOf } = this.#sheet
    if (itemsOf === null) return [null]
    const counts = countsOf(feature, itemsOf) ?? {}
    return Object.keys(catalogueOf(this.#resource, itemsOf)).filter((item) => counts[item])
  }

  #cell(heading: string, value: ColumnValue, { number, feature, item }: Row): Cell {
    switch (value.kind) {
      case 'number':
        return number
      case 'constant':
        return value.text
      case 'longitude':
      case 'latitude':
        return roundedDegrees(
          representativePoint(feature.geometry)[value.kind === 'longitude' ? 0 : 1],
        )
      case 'quantity': {
        const counts = countsOf(feature, value.field)
        return counts && value.items.reduce((sum, each) => sum + (counts[each] ?? 0), 0)
      }
      case 'field': {
        const field = this.#resource.fields[value.field]!
        const kept = feature.properties[value.field] ?? null
        const words = fieldCell(field, kept, this.#language)
        if (!value.codes || kept === null) return words
        return this.#coded(heading, value.codes[String(kept)] ?? null, String(words))
      }
      case 'item':
        return item === null ? null : this.#itemCell(heading, value, item, feature)
    }
  }

  #itemCell(
    heading: string,
    { part, codes }: Extract<ColumnValue, { kind: 'item' }>,
    item: string,
    feature: Feature,
  ): Cell {
    const itemsOf = this.#sheet.itemsOf!
    const { label, unit } = catalogueOf(this.#resource, itemsOf)[item]!
    const material = isMaterialKey(item) ? MATERIALS[item] : null
    switch (part) {
      case 'label':
        return label[this.#language]
      case 'unit':
        return unit[this.#language]
      case 'specification':
        return material?.specification[this.#language] ?? null
      case 'quantity':
        return countsOf(feature, itemsOf)![item]!
      case 'code':
        return this.#coded(heading, codes?.[item] ?? material?.code ?? null, label[this.#language])
    }
  }

  /** The code; what has none is listed in the note. */
  #coded(heading: string, code: string | null, words: string): string | null {
    if (code !== null) return code
    const where = `${this.#sheet.name} · ${heading}`
    const found = this.#findings.uncoded.get(where) ?? new Set()
    this.#findings.uncoded.set(where, found.add(words))
    return null
  }
}

const isBlank = ({ value }: FormSheet['columns'][number]): boolean =>
  value.kind === 'constant' && value.text === ''

const noteRows = (
  { name, note, source, sheets }: ExportForm,
  head: string,
  remarks: readonly Bilingual[],
  { rows, uncoded }: Findings,
  language: Language,
): Cell[][] => {
  const said = (key: keyof typeof TEXTS): string => TEXTS[key][language]
  const blank = sheets.flatMap(({ name: sheet, columns }) => {
    const headings = columns.filter(isBlank).map(({ heading }) => heading)
    return headings.length > 0 ? [[sheet, headings.join('、')]] : []
  })
  return [
    [name],
    [head],
    ...remarks.map((each) => [each[language]]),
    [said('place')],
    [said('masked')],
    ...(note === '' ? [] : [[], ...note.split('\n').map((line) => [line])]),
    ...(source === '' ? [] : [[], [said('source') + source]]),
    [],
    [said('sheet'), said('of'), said('rows')],
    ...sheets.map((sheet) => [
      ...[sheet.name, COLLECTIONS[sheet.collection].title[language], rows.get(sheet) ?? 0],
    ]),
    ...(blank.length > 0 ? [[], [said('blank')], ...blank] : []),
    ...(uncoded.size > 0 ? [[], [said('uncoded')]] : []),
    ...[...uncoded].map(([where, words]) => [where, [...words].join('、')]),
  ]
}

/** That not everything is in it, and what is. */
const selectionRemarks = ({ box, filter }: Selection): Bilingual[] => {
  const { countyCode = [], id = [] } = filter
  return [
    ...(box ? [labelled(TEXTS.box, box.bbox.join(', '))] : []),
    ...(countyCode.length > 0 ? [labelled(TEXTS.county, countyCode.join(', '))] : []),
    ...(id.length > 0 ? [labelled(TEXTS.chosen, id.length)] : []),
  ]
}

const NOTE_COLUMNS = 3
/** Of a table: what it is, who reports when, and the headings. */
const HEAD_ROWS = 3

/**
 * The bytes of the workbook. The note stands first and is written last: it says what the tables came to.
 * @param openMoment of the database: all sheets are of one.
 */
export async function* formWorkbook(
  form: ExportForm,
  { reporting: { unit, period }, selection }: { reporting: Reporting; selection: Selection },
  language: Language,
  { at, notice }: Circumstances,
  openMoment: () => Promise<Moment>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const moment = await openMoment()
  try {
    const remarks = [
      ...selectionRemarks(selection),
      ...remarksOf(at, { revision: await moment.revision(), notice }),
    ]
    const head = [labelled(TEXTS.unit, unit), labelled(TEXTS.period, period)]
      .map((each) => each[language])
      .join('　')
    const findings: Findings = { rows: new Map(), uncoded: new Map() }
    const tables = form.sheets.map((sheet): ComingSheet => {
      const { name, columns } = sheet
      return {
        ...{ name, width: columns.length, headRows: HEAD_ROWS },
        async *pages() {
          const told = [head, ...remarks.map((each) => each[language])].join('　')
          yield [[`${form.name}：${name}`], [told], columns.map(({ heading }) => heading)]
          yield* new SheetRows(sheet, selection, language, findings).cells(moment)
        },
      }
    })
    const note: ComingSheet = {
      ...{ name: NOTE_SHEET[language], width: NOTE_COLUMNS, headRows: 1 },
      *pages() {
        yield noteRows(form, head, remarks, findings, language)
      },
    }
    const order = [...tables.keys()].map((index) => index + 1)
    yield* workbookOfComing([note, ...tables], [...order, 0])
  } finally {
    await moment.end()
  }
}
