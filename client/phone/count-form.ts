/** Goods are counted line by line: what is loaded; what arrives whole and damaged, from which what is missing follows. */
import type { LinkStepInput, LoadSheet } from '../../data/load-link.ts'
import { afterCount, countFaultText, isFault } from '../../data/order-lines.ts'
import { element } from './elements.ts'
import { numberText, say, told } from './texts.ts'

type Line = LoadSheet['lines'][number]
type Counts = NonNullable<LinkStepInput['counts']>
type CountingStep = 'depart' | 'receive'

/**
 * A line as it is once a departure that still waits has been taken: what left is under way.
 * @param counts of the departure, where less left than was reserved.
 */
const asLeft = (line: Line, counts: Counts): Line => {
  if (line.shipped > 0) return line
  const shipped = counts.find(({ lineId }) => lineId === line.id)?.shipped ?? line.reserved
  return { ...line, shipped, underWay: shipped, reserved: 0 }
}

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

interface Counted {
  readonly name: 'shipped' | 'received' | 'damaged'
  readonly label: string
  readonly value: number
}

const countedOf = (step: CountingStep, line: Line): readonly Counted[] =>
  step === 'depart'
    ? [{ name: 'shipped', label: say('实装', 'Loaded'), value: line.reserved }]
    : [
        {
          name: 'received',
          label: say('实收（累计）', 'Received, in all'),
          value: line.received + line.underWay,
        },
        { name: 'damaged', label: say('损坏（累计）', 'Damaged, in all'), value: line.damaged },
      ]

const restText = (rest: number, step: CountingStep): string => {
  const quantity = numberText(rest)
  if (rest === 0) return say('数目相符', 'The numbers agree')
  return step === 'depart'
    ? say(`少装 ${quantity}，退回库存`, `${quantity} fewer: they stay in the stockpile`)
    : say(`缺少 ${quantity}`, `Missing: ${quantity}`)
}

const legendText = (step: CountingStep, { label, unit, shipped, reserved }: Line): string => {
  const quantity = numberText(step === 'depart' ? reserved : shipped)
  return step === 'depart'
    ? say(
        `${told(label)} 应装 ${quantity} ${told(unit)}`,
        `${told(label)}: ${quantity} ${told(unit)} to load`,
      )
    : say(
        `${told(label)} 发出 ${quantity} ${told(unit)}`,
        `${told(label)}: ${quantity} ${told(unit)} sent`,
      )
}

/** @param left counts of a departure that still waits to be sent. */
export const countForm = (
  { lines, site }: LoadSheet,
  step: CountingStep,
  left: Counts = [],
): CountForm => {
  const shown = step === 'depart' ? lines : lines.map((line) => asLeft(line, left))
  const rows = shown.map((line) => {
    const fields = countedOf(step, line).map((each) => ({
      ...each,
      field: numberField(`${told(line.label)} ${each.label}`, each.value),
    }))
    const outcome = element('p', { role: 'status' })
    const count = (): Counts[number] | null => {
      const typed = Object.fromEntries(fields.map(({ name, field }) => [name, typedIn(field)]))
      if (Object.values(typed).some(Number.isNaN)) {
        outcome.textContent = say('请填写整数', 'Whole numbers, please')
        return null
      }
      const circumstances = { reserved: line.reserved, isForBooks: site.isStockpile }
      const after = afterCount(step, line, typed, circumstances)
      outcome.className = isFault(after) ? 'refused' : ''
      if (isFault(after)) {
        outcome.textContent = told(
          countFaultText(after, step === 'depart' ? line.reserved : line.shipped),
        )
        return null
      }
      const rest = step === 'depart' ? line.reserved - after.shipped : after.missing
      outcome.textContent = restText(rest, step)
      return { lineId: line.id, ...typed, ...(step === 'receive' && { missing: after.missing }) }
    }
    for (const { field } of fields) field.addEventListener('input', count)
    count()
    const view = element(
      'fieldset',
      {},
      element('legend', {}, legendText(step, line)),
      ...fields.map(({ label, field }) => element('label', {}, label, field)),
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
