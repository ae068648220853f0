/** What the signs of a duty roster mean, as the notes around it explain them: 白＝8:00–20:00，△＝24小时备勤. */
import { plain } from '../tables/table-file.ts'
import { timesIn } from './read-day.ts'

export interface DutySign {
  readonly shift: 'day' | 'night' | 'whole-day' | 'standby'
  /** HH:MM; `null` where nothing says when it begins. The end may lie on the next day. */
  readonly from: string | null
  readonly until: string | null
}

export interface DutySigns {
  readonly signs: ReadonlyMap<string, DutySign>
  /** Signs of those who are not on duty. */
  readonly off: ReadonlySet<string>
}

const OFF = /不值|休|假|无班|轮空/
const STANDBY = /备勤|备班|待命|听班|二线/
const WHOLE_DAY = /24小时|24h|全天|全日|昼夜/i

/** What people write without explaining it; its hours are not known then. */
const USUAL: Readonly<Record<string, DutySign['shift']>> = {
  ...{ 白: 'day', 日: 'day', 早: 'day', 白班: 'day', 日班: 'day', 早班: 'day', d: 'day' },
  ...{ 夜: 'night', 晚: 'night', 夜班: 'night', 晚班: 'night', n: 'night' },
  ...{ 全: 'whole-day', 备: 'standby', 备勤: 'standby', 听: 'standby' },
}
const USUAL_OFF = [
  '休',
  '年休',
  '公休',
  '补休',
  '调休',
  '轮休',
  '假',
  '病假',
  '事假',
  '年假',
  'off',
]

const meaningOf = (words: string, dayBegins: string | null): DutySign | null => {
  const [from = null, until = null] = timesIn(words)
  const isWhole = WHOLE_DAY.test(words)
  const begins = from ?? (isWhole ? (dayBegins ?? '00:00') : null)
  const ends = until ?? (isWhole ? begins : null)
  if (STANDBY.test(words)) return { shift: 'standby', from: begins, until: ends }
  if (isWhole || (begins !== null && begins === ends)) {
    return { shift: 'whole-day', from: begins, until: ends }
  }
  if (begins !== null && ends !== null) {
    return { shift: ends < begins ? 'night' : 'day', from: begins, until: ends }
  }
  const usual = Object.entries(USUAL).find(([sign]) => sign.length > 1 && words.includes(sign))
  return usual ? { shift: usual[1], from: null, until: null } : null
}

/** A sign and its meaning: 白＝8:00–20:00; △表示备勤; 白班(8:00-20:00). */
const EXPLANATION = /^(?:注:?|说明:?|备注:?)?([^=:()\d]{1,12})(?:=|:|为|表示|代表|指)?\(?(.{2,})$/

const explained = (text: string): [signs: string[], words: string][] =>
  plain(text)
    .split(/[,;。\n]/)
    .flatMap((part): [string[], string][] => {
      const bare = part.replace(/^(?:注|说明|备注|图例|符号)\d*[:.]?/, '')
      const [, named = '', words = ''] =
        /^(.{1,12}?)(?:=|为|表示|代表)(.+)$/.exec(bare) ?? EXPLANATION.exec(bare) ?? []
      const signs = named.split(/[、/和]/).map((sign) => sign.replace(/["“”'‘’「」]/g, ''))
      return named === '' || words === '' ? [] : [[signs, words]]
    })

/** Reads all notes of a sheet. */
export const signsIn = (notes: readonly string[]): DutySigns => {
  const all = notes.flatMap(explained)
  const dayBegins =
    all
      .map(([, words]) => timesIn(words))
      .find(([from, until]) => from && until && from < until)?.[0] ?? null
  const signs = new Map<string, DutySign>()
  const off = new Set(USUAL_OFF)
  for (const [names, words] of all) {
    const meaning = meaningOf(words, dayBegins)
    for (const name of names) {
      if (meaning) signs.set(name, meaning)
      else if (OFF.test(words)) off.add(name)
    }
  }
  for (const [sign, shift] of Object.entries(USUAL)) {
    if (signs.has(sign) || off.has(sign)) continue
    // 白班 is what 白 was explained as.
    const same = [...signs].find(
      ([name]) => name === sign.charAt(0) || name.charAt(0) === sign,
    )?.[1]
    signs.set(sign, same ?? { shift, from: null, until: null })
  }
  return { signs, off }
}

/** The shifts that a cell says; `null` for what no note explains. */
export const shiftsInCell = (raw: string, { signs, off }: DutySigns): DutySign[] | null => {
  const text = plain(raw).toLowerCase()
  if (text === '' || off.has(text) || /^[-—–/\\×x]+$/.test(text)) return []
  const byName = (name: string): DutySign | undefined =>
    signs.get(name) ?? [...signs].find(([sign]) => sign.toLowerCase() === name)?.[1]
  const whole = byName(text)
  if (whole) return [whole]
  const own = meaningOf(text, null)
  if (own?.from) return [own]
  const parts = text.split(/[/、,+;]/)
  const each = (parts.length > 1 ? parts : [...text]).map(byName)
  return each.every((sign) => sign !== undefined) ? (each as DutySign[]) : null
}

/**
 * The shift that a heading names, by its own hours, else by those that a note gives: 白班(8:00-20:00), 夜班值班员.
 * @returns `null` where it names none.
 */
export const shiftOf = (heading: string, { signs }: DutySigns): DutySign | null => {
  const text = plain(heading)
  const known = signs.get(text)
  const own = known ?? meaningOf(text, null)
  if (own?.from) return own
  const named = [...signs].find(
    ([sign, { from }]) => from !== null && sign.length > 1 && text.includes(sign),
  )?.[1]
  return named ?? own ?? null
}
