/** What was drawn becomes a warning. */
import { Select } from 'antd'
import { useState } from 'react'
import { WARNING_LIMITS, type WarningInput } from '../../../data/warning.ts'
import {
  WARNING_KIND_NAMES,
  WARNING_KINDS,
  WARNING_LEVEL_NAMES,
  WARNING_LEVELS,
  type WarningKind,
  type WarningLevel,
} from '../../../data/warning-kind.ts'
import { createWarning } from '../../api/hazards.ts'
import { Choice } from '../../form/pieces.tsx'
import { wallClockAt } from '../../form/shanghai-time.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardTool } from '../../state/map-tool.ts'
import { Fields, SaveButtons, signedWith, timesOf } from './form-fields.tsx'
import { NotSaved } from './hazard-pieces.tsx'

export const WarningForm = ({ area }: { area: WarningInput['area'] }) => {
  const { t, language } = useText('hazards')
  const [level, setLevel] = useState<WarningLevel>('blue')
  const [kind, setKind] = useState<WarningKind>('rainstorm')
  const [values, setValues] = useState(() => ({
    name: '',
    from: wallClockAt(Date.now()),
    until: '',
    text: '',
  }))
  const { isBusy, problem, attempt } = useAttempt()
  const usualName = `${WARNING_KINDS[kind][language]} ${WARNING_LEVELS[level].label[language]} ${values.from.replace('T', ' ')}`
  const save = async (): Promise<void> => {
    const name = values.name.trim() || usualName
    await createWarning(
      { level, kind, area, name, text: values.text.trim(), ...timesOf(values) },
      signedWith(),
    )
    setHazardTool('none')
  }
  return (
    <div className="block">
      <Choice
        block
        label={t('level')}
        value={level}
        values={WARNING_LEVEL_NAMES}
        textOf={(value) => WARNING_LEVELS[value].label[language]}
        onChange={setLevel}
      />
      <Select<WarningKind>
        className="target"
        aria-label={t('warningKind')}
        value={kind}
        options={WARNING_KIND_NAMES.map((value) => ({
          value,
          label: WARNING_KINDS[value][language],
        }))}
        onChange={setKind}
      />
      <Fields
        names={['name', 'from', 'until', 'text']}
        values={values}
        maxLength={WARNING_LIMITS.mostNameCharacters}
        usualName={usualName}
        onChange={(name, value) => setValues({ ...values, [name]: value })}
      />
      <SaveButtons
        label={t('warningSave')}
        isSaving={isBusy}
        isDisabled={values.from === ''}
        onSave={() => void attempt(save)}
        onLeave={() => setHazardTool('none')}
      />
      {problem && <NotSaved problem={problem} />}
    </div>
  )
}
