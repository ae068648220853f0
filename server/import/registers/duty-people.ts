/** Cells of duty tables that hold who is on duty: names, how many there are, or both with their shift. */
import { type DutySign, type DutySigns, shiftOf } from './duty-signs.ts'

export interface OnDuty {
  /** Empty where only a number is given. */
  readonly people: readonly string[]
  readonly crew: number
  /** What the cell itself says of it: 白班：甲子、乙丑. */
  readonly shift: DutySign | null
}

const NOBODY = /^(?:[-—–/\\×x\s]+|无|无人|0人?|空|休|休息|轮休|公休|放假|不值班)$/
/** Words that stand where names do, and say that there is none. */
const NO_NAME = /全体|自行|待定|另行|轮流|轮班|随时|正常|同上|详见/
const NAME =
  /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,6}·\p{Script=Han}{1,6}|[A-Za-z][A-Za-z .]{1,30})$/u
const COUNT = /^(?:共|各)?(\d{1,3})(?:人|名)?$/
/** Numbers to call, and remarks, beside a name. */
const BESIDE = /\([^)]*\)|\[[^\]]*\]|(?:电话|手机|tel)[:.]?|\d[\d*-]{5,}\d/gi

/** Names are spread with spaces to make columns even: 甲 子 is one, 甲子 乙丑 are two. */
const partsOf = (text: string): string[] => {
  const parts: string[] = []
  let isOpen = false
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const isSingle = /^\p{Script=Han}$/u.test(part)
    if (isOpen && isSingle) parts.push(parts.pop()! + part)
    else parts.push(part)
    isOpen = isSingle && !isOpen
  }
  return parts
}

const peopleIn = (text: string): Omit<OnDuty, 'shift'> | null => {
  const bare = text.replace(BESIDE, ' ').replace(/等(?=\d+人$)/, '、')
  const parts = /^[A-Za-z .]+$/.test(bare.trim())
    ? [bare.trim()]
    : bare.split(/[、,;/+&和]/).flatMap(partsOf)
  const people: string[] = []
  let count: number | null = null
  for (const part of parts) {
    const [, number] = COUNT.exec(part) ?? []
    if (number !== undefined && count === null) count = Number(number)
    else if (NAME.test(part) && !NO_NAME.test(part)) people.push(part)
    else return null
  }
  const crew = count ?? people.length
  return crew > 0 && crew >= people.length ? { people, crew } : null
}

/** @returns `null` for what is neither. */
export const onDutyIn = (raw: string, signs: DutySigns): OnDuty[] | null => {
  const text = raw.normalize('NFKC').trim()
  if (NOBODY.test(text)) return []
  const whole = peopleIn(text.replace(/\n/g, '、'))
  if (whole) return [{ ...whole, shift: null }]
  const each = text.split(/[\n;。]/).filter((part) => part.trim() !== '')
  const read = each.map((part): OnDuty | null => {
    const [, words = '', rest = ''] =
      /^([^:]{1,4}|[\d:~\-—–至到次日时点分\s]{3,}|[^:(]{1,4}\([^)]*\))[:\s]\s*(\D.*)$/s.exec(
        part.trim(),
      ) ?? []
    const shift = words === '' ? null : shiftOf(words, signs)
    const people = shift && peopleIn(rest)
    return people ? { ...people, shift } : null
  })
  return read.every((part) => part !== null) ? read : null
}
