/** Workbooks to fill in, made from the declaration: what is filled in needs no answer to be imported. */
import type { Field } from '../../../data/field.ts'
import { fieldHeading } from '../../../data/field-text.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { UNITS } from '../../../data/units.ts'
import { importedFields } from '../../import/registers/targets.ts'
import type { Cell } from '../tables/columns.ts'
import type { ColumnCheck, ReadySheet } from '../tables/workbook-sheets.ts'

const SHEETS = { rows: '填写', notes: '说明', choices: '选项' } as const

/** A column to fill in. */
interface TemplateColumn {
  readonly heading: string
  readonly isRequired: boolean
  readonly asked: string
  readonly example: Cell
  readonly choices: readonly string[]
  readonly number: { readonly kind: 'whole' | 'decimal'; readonly minimum: number } | null
}

/** Names by the collection that a field refers to. */
type Names = Readonly<Record<string, readonly string[]>>

const askedOf = (field: Field): string => {
  switch (field.kind) {
    case 'choice':
      return '从下拉列表中选择'
    case 'date':
      return '日期，如 2026-10-31'
    case 'timeOfDay':
      return '时刻，如 08:00'
    case 'counts':
      return '物品与数量，以“、”分隔，如“排水泵 2 台、救生衣 20 件”'
    case 'integer':
    case 'number': {
      const unit = field.unit ? `，单位：${UNITS[field.unit].zh}` : ''
      const { minimum, maximum } = field
      const least = minimum === undefined ? '' : `，不小于 ${minimum}`
      const most = maximum === undefined ? '' : `，不大于 ${maximum}`
      return `${field.kind === 'integer' ? '整数' : '数字'}${unit}${least}${most}`
    }
    case 'text':
      if (field.reference) return '从下拉列表中选择，或填写代码'
      if (field.format === 'phone') return '电话，带区号'
      if (field.format === 'roster') return '排班，如“工作日 08:00-18:00 5人；休息日 休”'
      return '文字'
  }
}

const exampleOf = (field: Field, choices: readonly string[]): Cell => {
  switch (field.kind) {
    case 'choice':
      return choices[0] ?? null
    case 'date':
      return '2026-10-31'
    case 'timeOfDay':
      return '08:00'
    case 'counts': {
      const [first] = Object.values(field.catalogue)
      return first ? `${first.label.zh} 2 ${first.unit.zh}` : null
    }
    case 'integer':
    case 'number':
      return Math.max(1, field.minimum ?? 1)
    case 'text':
      if (field.reference) return choices[0] ?? null
      if (field.format === 'phone') return '12345'
      if (field.format === 'roster') return '工作日 08:00-18:00 5人；休息日 休'
      return `${field.label.zh}示例`
  }
}

const choicesOf = (field: Field, names: Names): readonly string[] => {
  if (field.kind === 'choice') return Object.values(field.options).map(({ label }) => label.zh)
  return field.kind === 'text' && field.reference ? [...new Set(names[field.reference] ?? [])] : []
}

const columnOf = (name: string, field: Field, names: Names): TemplateColumn => {
  const choices = choicesOf(field, names)
  const isNumber = field.kind === 'integer' || field.kind === 'number'
  // A code that is missing is given by the program.
  const isRequired = field.required === true && name !== 'code'
  return {
    heading: fieldHeading(field, 'zh'),
    isRequired,
    asked: name === 'code' ? '文字；不填时由程序编号' : askedOf(field),
    example: exampleOf(field, choices),
    choices,
    number:
      isNumber && field.minimum !== undefined
        ? { kind: field.kind === 'integer' ? 'whole' : 'decimal', minimum: field.minimum }
        : null,
  }
}

const placeColumns = (example: LonLat): TemplateColumn[] =>
  ['经度', '纬度'].map((heading, axis) => ({
    heading,
    isRequired: true,
    asked: 'WGS-84 或 CGCS2000 的度数，六位小数；高德、百度坐标请在导入时选择坐标系',
    example: example[axis]!,
    ...{ choices: [], number: null },
  }))

const SHAPES = '此类资源是线或面：图形请用 GIS 文件导入，或导入后在地图上绘制。'

/**
 * @param names of the features that fields refer to, by collection.
 * @param example a place of the region.
 */
export const templateSheets = (
  resource: ResourceDeclaration,
  names: Names,
  example: LonLat,
): ReadySheet[] => {
  const arePoints = resource.geometryTypes.every((type) => type === 'Point')
  const columns = [
    ...importedFields(resource.fields).map(([name, field]) => columnOf(name, field, names)),
    ...(arePoints ? placeColumns(example) : []),
  ]
  const lists = columns.filter(({ choices }) => choices.length > 0)
  const longest = Math.max(0, ...lists.map(({ choices }) => choices.length))
  const checks = columns.map(
    ({ heading, isRequired, asked, choices, number }, column): ColumnCheck => {
      const list = lists.findIndex((each) => each.heading === heading)
      return {
        ...{ column, title: heading, prompt: `${isRequired ? '必填。' : ''}${asked}` },
        of:
          choices.length > 0
            ? { sheet: SHEETS.choices, column: list, count: choices.length }
            : number,
      }
    },
  )
  const heading = columns.map((each) => `${each.heading}${each.isRequired ? '*' : ''}`)
  return [
    { name: SHEETS.rows, rows: [heading], checks },
    {
      name: SHEETS.notes,
      rows: [
        [`${resource.title.zh}：填写说明`],
        ['带 * 的列必填；从“填写”表的第二行起每行填写一个，示例见下。'],
        ...(arePoints ? [] : [[SHAPES]]),
        [],
        ['列', '必填', '填写要求', '示例'],
        ...columns.map((each) => [
          ...[each.heading, each.isRequired ? '是' : '', each.asked, each.example],
        ]),
      ],
    },
    {
      name: SHEETS.choices,
      rows: [
        lists.map((each) => each.heading),
        ...Array.from({ length: longest }, (_, row) =>
          lists.map(({ choices }) => choices[row] ?? null),
        ),
      ],
    },
  ]
}
