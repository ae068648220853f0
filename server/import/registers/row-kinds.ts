/** What a row of a sheet is by its texts: data, a total, a heading once more, or something that stands alone. */
import { cellText, type Merge, type Sheet } from '../tables/table-file.ts'

const mergesAt = (merges: readonly Merge[], row: number): Merge[] =>
  merges.filter(({ top, bottom }) => row >= top && row <= bottom)

/** A row's texts as they are seen: a merged cell says the same over all that it covers. */
export const seenTexts = ({ rows, merges }: Sheet, row: number, width: number): string[] => {
  const texts = Array.from({ length: width }, (_, column) => cellText(rows[row]?.[column]).trim())
  for (const { top, left, right } of mergesAt(merges, row)) {
    const text = cellText(rows[top]?.[left]).trim()
    for (let column = left; column <= Math.min(right, width - 1); column++) texts[column] = text
  }
  return texts
}

export const distinct = (texts: readonly string[]): string[] => [
  ...new Set(texts.filter((text) => text !== '')),
]

/** 甲县合计, in the first cell that says something. */
const TOTAL_OF = /^.{1,12}(?:合计|小计|总计)[:：]?$/
/** 共6处, 合计：12. */
const COUNTED_TOTAL = /^(?:合计|总计|小计|共计|共)[:：]?\s*\d+\s*[处个座支家条所户人]?$/
/** Forms number their columns below the headings: 甲 乙 1 2 3. */
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const LEAST_NUMBERED = 3

const areColumnNumbers = (words: readonly string[]): boolean => {
  const stems = words.filter((word) => STEMS.includes(word))
  const numbers = words
    .filter((word) => !STEMS.includes(word))
    .map((word) => word.replace(/[()（）]/g, ''))
  return (
    words.length >= LEAST_NUMBERED &&
    [...STEMS].slice(0, stems.length).join('') === stems.join('') &&
    numbers.every((word, index) => word === String(index + 1))
  )
}

/** What is to be filled in, explained below the headings of some columns: 保留6位小数, 下拉选择, 年-月-日. */
const INSTRUCTION =
  /填写|必填|选填|自动生成|下拉|请选|选择|保留|精确|格式|整数|例如|^如[:：]|年[-/.]月[-/.]日|yyyy|全称|区号/i
const LEAST_INSTRUCTIONS = 0.3

const areInstructions = (words: readonly string[]): boolean => {
  const count = words.filter((word) => INSTRUCTION.test(word)).length
  return count >= 2 && count >= LEAST_INSTRUCTIONS * words.length
}
const SAMPLE = /^(?:填写)?(?:示例|样例|范例|例)\d*(?:[:：]|$)/

const TOTAL = /^(?:合|总|小|共|累)\s*计[:：]?$|^本页[合小]计$|^(?:sub)?total$/i
const NOTE = /^(?:填表说明|说明|备注|注|示例|样例|例)(?:[:：]|$)/

/** What closes a form: 单位负责人：   填表人：甲   报出日期： */
const SIGNATURE =
  /^(?:单位|统计|部门|分管)?(?:负责人|领导|填表人|制表人?|审核人?|复核人?|填报人|填报单位|填报日期|报出日期|制表日期|填表日期|联系电话|联系人|日期|时间|签字|签名|盖章)\s*(?:[:：]|[(（](?:签|盖))/
const LEAST_SIGNED = 0.5

const isSignature = (words: readonly string[]): boolean =>
  words.filter((word) => SIGNATURE.test(word)).length >= LEAST_SIGNED * words.length

export type RowKind = 'data' | 'blank' | 'total' | 'alone' | 'heading'

export interface Extent {
  readonly headingPaths: ReadonlyMap<number, string>
  readonly width: number
}

export const kindOfRow = (sheet: Sheet, row: number, { headingPaths, width }: Extent): RowKind => {
  const texts = seenTexts(
    { ...sheet, merges: sheet.merges.filter((m) => m.top === m.bottom) },
    row,
    width,
  )
  const words = distinct(texts)
  if (words.length === 0) return 'blank'
  if (
    words.some((word) => TOTAL.test(word)) ||
    [COUNTED_TOTAL, TOTAL_OF].some((total) => total.test(words[0]!))
  )
    return 'total'
  if (SAMPLE.test(words[0]!)) return 'alone'
  if (words.length === 1 && headingPaths.size > 2) return 'alone'
  if ((NOTE.test(words[0]!) && words.length <= 2) || isSignature(words)) return 'alone'
  const repeated = [...headingPaths].filter(([column, text]) => texts[column] === text)
  return repeated.length > headingPaths.size / 2 ? 'heading' : 'data'
}

/** Whether a row right below the headings says what is to be filled in, or numbers the columns. */
export const isExplanation = (words: readonly string[]): boolean =>
  areColumnNumbers(words) || areInstructions(words)
