/**
 * Duty tables by date or by week: days in a row or in a column, and in the cells who is on duty, how many, or
 * the sign of a shift. The other side names shifts, posts, stations or people.
 */
import { cellText, isBlank, plain, type Sheet, shownFirst, widthOf } from '../tables/table-file.ts'
import {
  type Axis,
  allAxes,
  axesOf,
  type Cells,
  type DaysRead,
  daysOf,
  hasDatesBeside,
  shareOf,
  textAt,
} from './duty-axis.ts'
import { weekdayIn } from './duty-days.ts'
import { onDutyIn } from './duty-people.ts'
import { type DutySign, type DutySigns, shiftOf, shiftsInCell, signsIn } from './duty-signs.ts'
import { transposed } from './find-table.ts'

/** A row of days' duties (or a column, where days go down): all cells of one shift, post, station or person. */
export interface DutyLine {
  /** Position in the sheet, from 0. */
  readonly at: number
  readonly label: string
  readonly shift: DutySign | null
  /** What its hours are asked by, where neither heading nor cell nor note gives them. */
  readonly shiftName: string
  readonly station: string | null
  readonly person: string | null
}

/** A column of days' duties (or a row, where days go down). */
interface Position {
  readonly at: number
  /** YYYY-MM-DD, or a day of the week (周一) of a roster that is the same every week. */
  readonly day: string
  readonly shift: DutySign | null
  readonly shiftName: string
  readonly station: string | null
}

/** Days in one row or column, and the lines that belong to them. A calendar has several below each other. */
export interface DutyBlock {
  /** The line that the days stand in. */
  readonly axisLine: number
  readonly lines: readonly DutyLine[]
  readonly positions: readonly Position[]
  /** Lines that say the shift or the station of each position. */
  readonly others: readonly { readonly at: number; readonly field: 'shift' | 'station' }[]
  /** Positions whose day cannot be read, or does not follow the others. */
  readonly unread: readonly number[]
}

export interface DutyTable extends DaysRead {
  readonly sheet: Sheet
  /** Whether days stand below each other. */
  readonly areDaysDown: boolean
  /** Cells by line and position, merged ones filled. */
  readonly cells: Cells
  readonly blocks: readonly DutyBlock[]
  /** Whether cells hold signs of shifts, as people or stations have them, and not who is there. */
  readonly holdsSigns: boolean
  readonly signs: DutySigns
  /** Rows of the sheet, from 0. */
  readonly headingRows: readonly number[]
  /** How much of what stands in the cells is understood, 0 … 1. */
  readonly understood: number
  /** Whether its words speak of duty. */
  readonly saysDuty: boolean
}

const MOST_ROWS = 800
const MOST_COLUMNS = 120

const filled = ({ rows, merges }: Sheet): Cells => {
  const width = widthOf({ rows })
  const cells = rows.map((row) => Array.from({ length: width }, (_, column) => row[column]))
  for (const { top, left, bottom, right } of merges) {
    for (let row = top; row <= Math.min(bottom, rows.length - 1); row++) {
      for (let column = left; column <= Math.min(right, width - 1); column++) {
        cells[row]![column] = rows[top]?.[left]
      }
    }
  }
  return cells
}

const IGNORED =
  /^序号?$|编号|备注|说明|电话|手机|联系|号码|天气|签[字名章]|[合小总共]计|交接|情况|事项|记录|内容|地点|[班天次]数|人数$|^日期$|^星期$/
const SHIFT_HEADING = /班次|班别|时段|时间/
const STATION_HEADING = /站(?:点|名)?(?:名称)?$|^(?:值班|值守)?(?:单位|大队|中队)(?:名称)?$/
const isNamedStation = (text: string): boolean => /(?:站|大队|中队)$/.test(text)
const PERSON_HEADING = /姓名|^人员$|队员/
const DUTY = /值班|排班|值守|带班|备勤|班次|白班|夜班|轮值/
/** What a note calls the hours of all: 值班时间为8:00至次日8:00, 每日8:30至次日8:30. */
const GENERAL_HOURS = '值班时间/值班时段/每日/每天/每班'
const MOST_HEADINGS = 3
const MOSTLY = 0.6

const distinctAlong = (cells: Cells, position: number): number =>
  new Set(cells.map((line) => plain(cellText(line[position]))).filter((text) => text !== '')).size

/** Positions before the first day that hold headings of lines: those that do not say the same all along. */
const headingsBefore = (cells: Cells, first: number, areDaysDown: boolean): number[] => {
  const before = Array.from({ length: first }, (_, position) => position)
  if (!areDaysDown) return before
  const near = before.filter((position) => distinctAlong(cells, position) > 1).slice(-MOST_HEADINGS)
  // A line of texts above (name of the office, month) has fewer of them than the headings have.
  const most = Math.max(0, ...near.map((position) => distinctAlong(cells, position)))
  return near.filter(
    (position) => 2 * distinctAlong(cells, position) > most || position === first - 1,
  )
}

interface Around {
  readonly sheet: Sheet
  readonly fileName: string
  readonly today: string
  readonly isStation: (name: string) => boolean
}

/** Headings of lines from blank ones on: what stands before it counts for them too. */
const labelsOf = (cells: Cells, headings: readonly number[], lines: readonly number[]) => {
  const last = new Map<number, string>()
  return lines.map((line) =>
    headings.map((position) => {
      const text = textAt(cells, line, position) || (last.get(position) ?? '')
      last.set(position, text)
      return { text, heading: position }
    }),
  )
}

type Kind = 'duty' | 'shift' | 'station' | 'ignored'

interface Taken {
  readonly at: number
  readonly kind: Kind
  readonly labels: readonly { readonly text: string; readonly heading: number }[]
}

const tableAt = (
  { sheet, fileName, today, isStation }: Around,
  cells: Cells,
  first: Axis,
  areDaysDown: boolean,
): DutyTable | null => {
  if (first.days === null && hasDatesBeside(cells, first)) return null
  const axes = allAxes(cells, first, areDaysDown)
  const begin = Math.min(...axes.flatMap(({ positions }) => positions))
  const headings = headingsBefore(cells, begin, areDaysDown)
  const blocks = axes.map((axis, index) => {
    const from = areDaysDown && index === 0 ? 0 : axis.line + 1
    const until = axes[index + 1]?.line ?? cells.length
    const lines = cells.flatMap((line, at) => {
      if (at < from || at >= until || at === axis.line) return []
      const filledIn = axis.positions.filter((position) => !isBlank(line[position]))
      const texts = new Set(filledIn.map((position) => textAt(cells, at, position)))
      // What says the same from the first column on is a note.
      const isNote =
        !areDaysDown && begin > 0 && texts.size === 1 && textAt(cells, at, 0) === [...texts][0]
      return filledIn.length > 0 && !isNote ? [at] : []
    })
    return { axis, lines }
  })
  const inTable = new Set(
    areDaysDown
      ? [...headings, ...axes.flatMap(({ positions, unread }) => [...positions, ...unread])]
      : blocks.flatMap(({ axis, lines }) => [axis.line, ...lines]),
  )
  const outside = sheet.rows.flatMap((row, at) =>
    inTable.has(at) ? [] : row.map((cell) => cellText(cell).normalize('NFKC')),
  )
  const signs = signsIn(outside.filter(Boolean))
  const told = [...outside, sheet.name, fileName]
  const general = shiftOf(GENERAL_HOURS, signs)
  const corner = (position: number): string =>
    [first.line, first.line - 1].map((line) => textAt(cells, line, position)).find(Boolean) ?? ''
  const textsOf = (line: number, { positions }: Axis): string[] =>
    positions.map((position) => textAt(cells, line, position)).filter(Boolean)
  const kindOf = (texts: readonly string[], labels: Taken['labels']): Kind => {
    const heading = labels.map(({ text }) => text).join('')
    if (shareOf(texts, (text) => weekdayIn(text) !== null) > MOSTLY) return 'ignored'
    if (areDaysDown && shareOf(texts, (text) => /\d月\d|^\d{4}-/.test(text)) > MOSTLY)
      return 'ignored'
    const isRepeated = new Set(texts).size <= Math.max(1, texts.length / 2)
    if (areDaysDown && SHIFT_HEADING.test(heading) && isRepeated) return 'shift'
    const isNamed = STATION_HEADING.test(heading) && shareOf(texts, isNamedStation) > MOSTLY
    if (areDaysDown && (isNamed || shareOf(texts, isStation) > MOSTLY)) return 'station'
    return labels.some(({ text }) => IGNORED.test(text)) ? 'ignored' : 'duty'
  }
  const taken = blocks.map(({ axis, lines }) => {
    const labels = labelsOf(cells, headings, lines)
    const all = lines.map((at, index): Taken => {
      const own = labels[index]!
      return { at, labels: own, kind: kindOf(textsOf(at, axis), own) }
    })
    return { axis, all }
  })
  const values = taken.flatMap(({ axis, all }) =>
    all.flatMap(({ at, kind }) => (kind === 'duty' ? textsOf(at, axis) : [])),
  )
  const isSign = (text: string): boolean => shiftsInCell(text, signs) !== null
  const holdsSigns = shareOf(values, isSign) > 0.5
  const lineOf = ({ at, labels }: Taken): DutyLine => {
    const isOfHeading = (pattern: RegExp, heading: number): boolean =>
      !areDaysDown && pattern.test(corner(heading))
    const own = labels.filter(
      ({ text, heading }) => text !== '' && !/^\d+$/.test(text) && !isOfHeading(IGNORED, heading),
    )
    const station = own.find(
      ({ text, heading }) =>
        isStation(text) || isNamedStation(text) || isOfHeading(STATION_HEADING, heading),
    )
    const others = own.filter((each) => each !== station)
    const shift = others.find(({ text }) => shiftOf(text, signs) !== null)
    const person = others.find(({ heading }) => isOfHeading(PERSON_HEADING, heading)) ?? others[0]
    return {
      at,
      label: own.map(({ text }) => text).join('/'),
      shift: shift && !holdsSigns ? shiftOf(shift.text, signs) : null,
      shiftName: (shift ?? others[0])?.text ?? '',
      station: station?.text ?? null,
      person: holdsSigns && !station ? (person?.text ?? null) : null,
    }
  }
  const days = taken.map(({ axis }) => daysOf(axis, told, today))
  const isRead = (each: (typeof days)[number]): each is NonNullable<typeof each> => each !== null
  if (!days.every(isRead)) return null
  const read = taken.map(({ axis, all }, block): DutyBlock => {
    const found = (kind: Kind): number | null => all.find((each) => each.kind === kind)?.at ?? null
    const [shiftLine, stationLine] = [found('shift'), found('station')]
    return {
      axisLine: axis.line,
      others: all.flatMap(({ at, kind }) =>
        kind === 'shift' || kind === 'station' ? [{ at, field: kind }] : [],
      ),
      lines: all.filter(({ kind }) => kind === 'duty').map(lineOf),
      unread: [
        ...axis.unread,
        ...axis.positions.filter((_, index) => (days[block]!.days[index] ?? null) === null),
      ],
      positions: axis.positions.flatMap((at, index): Position[] => {
        const day = days[block]!.days[index]
        if (day === null || day === undefined) return []
        const shiftName = shiftLine === null ? '' : textAt(cells, shiftLine, at)
        const named = shiftName === '' ? null : shiftOf(shiftName, signs)
        const station = stationLine === null ? null : textAt(cells, stationLine, at)
        return [{ at, day, shift: shiftName === '' ? general : named, shiftName, station }]
      }),
    }
  })
  if (read.every(({ lines }) => lines.length === 0)) return null
  const words = [
    ...told,
    ...taken.flatMap(({ all }) => all.flatMap(({ labels }) => labels.map(({ text }) => text))),
  ]
  return {
    ...{ sheet, areDaysDown, cells, blocks: read, holdsSigns, signs },
    headingRows: areDaysDown ? headings : [first.line],
    ...days[0]!,
    isWeekdaysRight: days.every(({ isWeekdaysRight }) => isWeekdaysRight),
    understood: shareOf(values, (text) =>
      holdsSigns ? isSign(text) : onDutyIn(text, signs) !== null,
    ),
    saysDuty: words.some((text) => DUTY.test(text)),
  }
}

/** The duty table of the first sheet that has one, hidden sheets last. @returns `null` where none has. */
export const findDutyTable = (
  sheets: readonly Sheet[],
  around: Omit<Around, 'sheet'>,
): DutyTable | null => {
  for (const sheet of shownFirst(sheets)) {
    const { rows, shapes } = sheet
    if (shapes || rows.length > MOST_ROWS || widthOf(sheet) > MOST_COLUMNS) continue
    const across = filled(sheet)
    const down = filled(transposed(sheet))
    const found = [across, down].flatMap((cells, index) =>
      axesOf(cells).map((axis) => ({ cells, axis, areDaysDown: index === 1 })),
    )
    found.sort(
      (a, b) =>
        Number(b.axis.days !== null) - Number(a.axis.days !== null) ||
        b.axis.positions.length - a.axis.positions.length,
    )
    for (const { cells, axis, areDaysDown } of found) {
      const table = tableAt({ ...around, sheet }, cells, axis, areDaysDown)
      if (table && table.understood > 0.5) return table
    }
  }
  return null
}
