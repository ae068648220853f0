/** The receiver counts line by line: whole and damaged are typed, what is missing follows. */
import type { LinkStepInput, LoadSheet } from '../../data/load-link.ts'
import { afterCount, countFaultText, isFault } from '../../data/order-lines.ts'
import { element } from './elements.ts'
import { numberText, say, told } from './texts.ts'

type Line = LoadSheet['lines'][number]
type Counts = NonNullable<LinkStepInput['counts']>

/** A line as it is once the step before, which may still wait, has been taken: what left is under way. */
const asLeft = (line: Line): Line =>
  line.shipped > 0
    ? line
    : { ...line, shipped: line.reserved, underWay: line.reserved, reserved: 0 }

const numberField = (label: string, value: number): HTMLInputElement => {
  const field = element('input', { label })
  field.type = 'text'
  field.inputMode = 'numeric'
  field.pattern = '[0-9]*'
  field.value = String(value)
  field.addEventListener('focus', () => field.select())
  return field
}

const typedIn = ({ value }: HTMLInputElement): number =>
  /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN

export interface CountForm {
  readonly view: HTMLElement
  /** Null where the numbers cannot be. */
  readonly counts: () => Counts | null
}

export const countForm = ({ lines, site }: LoadSheet): CountForm => {
  const rows = lines.map(asLeft).map((line) => {
    const name = told(line.label)
    const received = numberField(
      `${name} ${say('实收', 'received')}`,
      line.received + line.underWay,
    )
    const damaged = numberField(`${name} ${say('损坏', 'damaged')}`, line.damaged)
    const outcome = element('p', { role: 'status' })
    const count = (): Counts[number] | null => {
      const [whole, broken] = [typedIn(received), typedIn(damaged)]
      if (Number.isNaN(whole) || Number.isNaN(broken)) {
        outcome.textContent = say('请填写整数', 'Whole numbers, please')
        return null
      }
      const typed = { received: whole, damaged: broken }
      const circumstances = { reserved: line.reserved, isForBooks: site.isStockpile }
      const after = afterCount('receive', line, typed, circumstances)
      outcome.className = isFault(after) ? 'refused' : ''
      if (isFault(after)) {
        outcome.textContent = told(countFaultText(after, line.shipped))
        return null
      }
      outcome.textContent =
        after.missing > 0
          ? say(`缺少 ${numberText(after.missing)}`, `Missing: ${numberText(after.missing)}`)
          : say('数目相符', 'The numbers agree')
      return { lineId: line.id, ...typed, missing: after.missing }
    }
    for (const field of [received, damaged]) field.addEventListener('input', count)
    count()
    const view = element(
      'fieldset',
      {},
      element(
        'legend',
        {},
        say(
          `${name} 发出 ${numberText(line.shipped)} ${told(line.unit)}`,
          `${name}: ${numberText(line.shipped)} ${told(line.unit)} sent`,
        ),
      ),
      element('label', {}, say('实收（累计）', 'Received, in all'), received),
      element('label', {}, say('损坏（累计）', 'Damaged, in all'), damaged),
      outcome,
    )
    return { view, count }
  })
  return {
    view: element('div', { className: 'counts' }, ...rows.map(({ view }) => view)),
    counts: () => {
      const counts = rows.map(({ count }) => count())
      return counts.includes(null) ? null : (counts as Counts)
    },
  }
}
