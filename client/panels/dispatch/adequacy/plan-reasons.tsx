/** Where the planned quantities of a work come from. */
import type { AdequacyAnswer, AdequateWork, PlannedPart } from '../../../../data/adequacy.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { NormException } from '../../../../data/reserve-norm.ts'
import { floodWorkUnion } from '../../../../data/resources/flood-work.ts'
import { nameOfCode, numberText } from '../../../../data/wording.ts'
import { useFeatures } from '../../../api/features.ts'
import { useText } from '../../../i18n/text.ts'

const { kind: KIND, scale: SCALE } = floodWorkUnion.fields

/** What an exception of a norm is for: 任城区 · 堤防 · 2 级堤防. */
export const useExceptionText = (): ((exception: NormException) => string) => {
  const { t, language } = useText('adequacy')
  const { data: counties } = useFeatures('counties')
  return ({ county, kind, scale, leveeGrade }) =>
    [
      county && (nameOfCode(county, counties ?? [], language) ?? county),
      kind && KIND.options[kind].label[language],
      scale && SCALE.options[scale].label[language],
      leveeGrade && t('grade', { grade: leveeGrade }),
    ]
      .filter(Boolean)
      .join(' · ')
}

const BASES = { kilometre: 'whyKilometre', work: 'whyWork', own: 'whyOwn' } as const

interface PlanReasonsProps {
  work: AdequateWork
  answer: AdequacyAnswer
}

export const PlanReasons = ({ work, answer }: PlanReasonsProps) => {
  const { t, language } = useText('adequacy')
  const exceptionText = useExceptionText()
  const partText = ({ basis, quantity, times, exception }: PlannedPart): string => {
    const numbers = {
      quantity: numberText(quantity, language),
      times: numberText(Number(times.toFixed(3)), language),
    }
    const part = t(BASES[basis], numbers)
    const other = exception === null ? undefined : answer.exceptions[exception]
    return other ? t('whyException', { part, exception: exceptionText(other) }) : part
  }
  return (
    <details className="fold">
      <summary className="target">{t('why')}</summary>
      <p>{answer.norm.name[language]}</p>
      <ul>
        {work.lines.map(({ item, planned, from }) => (
          <li key={item}>
            {t('whyLine', {
              item: MATERIALS[item].label[language],
              planned: numberText(planned, language),
              parts: from.map(partText).join(' + '),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
