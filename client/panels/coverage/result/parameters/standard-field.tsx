import { Select } from 'antd'
import { useState } from 'react'
import { AREA_CLASS_NAMES } from '../../../../../data/standards.ts'
import { asApiProblem } from '../../../../api/problem.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../../state/app-state.ts'
import { useSavedStandards } from './saved-standards.ts'
import { matchingStandard, type NamedStandard, namedStandards } from './standard-choice.ts'
import { StandardDelete } from './standard-delete.tsx'
import { StandardSave } from './standard-save.tsx'
import { StandardTime } from './standard-time.tsx'

/** Times that nobody has named. */
const OWN = 'own'

/** The standard by name or by its times; times of one's own can be saved under a name. */
export const StandardField = () => {
  const { t, language } = useText('coverage')
  const standards = useAppState((state) => state.coverage.standards)
  const saved = useSavedStandards()
  const [lastChosenId, setLastChosenId] = useState<string | null>(null)
  const named = namedStandards(saved.data ?? [], language)
  const chosen = matchingStandard(standards, named, lastChosenId)
  const choose = (id: string): void => {
    const standard = named.find((each) => each.id === id)
    if (standard === undefined) return
    setLastChosenId(id)
    changeCoverage({ standards: standard.standards })
  }
  return (
    <fieldset className="standard-field">
      <legend>{t('parameters.standard')}</legend>
      <div className="query-row">
        <StandardSelect named={named} chosen={chosen} onChoose={choose} />
      </div>
      {chosen?.isSaved && <StandardDelete key={chosen.id} standard={chosen} />}
      <div className="query-row">
        {AREA_CLASS_NAMES.map((areaClass) => (
          <StandardTime key={areaClass} areaClass={areaClass} />
        ))}
      </div>
      {chosen?.source && (
        <p className="secondary">{t('parameters.source', { source: chosen.source })}</p>
      )}
      {chosen === undefined && <StandardSave onSaved={setLastChosenId} />}
      {saved.error && (
        <p className="secondary" role="status">
          {t('parameters.savedUnavailable', {
            detail: asApiProblem(saved.error).sentence[language],
          })}
        </p>
      )}
    </fieldset>
  )
}

interface StandardSelectProps {
  named: readonly NamedStandard[]
  chosen: NamedStandard | undefined
  onChoose: (id: string) => void
}

const optionOf = ({ id, name }: NamedStandard) => ({ value: id, label: name })

const StandardSelect = ({ named, chosen, onChoose }: StandardSelectProps) => {
  const { t } = useText('coverage')
  const own = { value: OWN, label: t('parameters.own'), disabled: true }
  const saved = named.filter(({ isSaved }) => isSaved).map(optionOf)
  const builtIn = named.filter(({ isSaved }) => !isSaved).map(optionOf)
  return (
    <Select<string>
      className="standard-select target"
      aria-label={t('parameters.standard')}
      value={chosen?.id ?? OWN}
      options={[
        ...(chosen === undefined ? [own] : []),
        { label: t('parameters.builtIn'), options: builtIn },
        ...(saved.length > 0 ? [{ label: t('parameters.saved'), options: saved }] : []),
      ]}
      onChange={onChoose}
    />
  )
}
