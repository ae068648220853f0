import { Button, Input, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import {
  WARNING_KIND_NAMES,
  WARNING_KINDS,
  WARNING_LEVEL_NAMES,
  WARNING_LEVELS,
  WARNING_LIMITS,
  type WarningInput,
  type WarningKind,
  type WarningLevel,
} from '../../../data/warning.ts'
import { createWarning } from '../../api/hazards.ts'
import { type ApiProblem, asApiProblem } from '../../api/problem.ts'
import { wallClockAt } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardTool } from '../../state/map-tool.ts'
import { NotSaved } from './not-saved.tsx'

const instant = (wallClock: string): string => `${wallClock}:00+08:00`

/** What was drawn becomes a warning. */
export const WarningForm = ({ area }: { area: WarningInput['area'] }) => {
  const { t, language } = useText('hazards')
  const id = useId()
  const [level, setLevel] = useState<WarningLevel>('blue')
  const [kind, setKind] = useState<WarningKind>('rainstorm')
  const [texts, setTexts] = useState({
    name: '',
    from: wallClockAt(Date.now()),
    until: '',
    text: '',
  })
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const usualName = `${WARNING_KINDS[kind][language]} ${WARNING_LEVELS[level].label[language]} ${texts.from.replace('T', ' ')}`
  const save = async (): Promise<void> => {
    const { name, from, until, text } = texts
    setIsSaving(true)
    try {
      await createWarning({
        ...{ level, kind, area, text: text.trim(), name: name.trim() || usualName },
        from: instant(from),
        until: until === '' ? null : instant(until),
      })
      setHazardTool('none')
    } catch (error) {
      setProblem(asApiProblem(error))
      setIsSaving(false)
    }
  }
  const field = (name: keyof typeof texts, type: string) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{t(name)}</label>
      <Input
        id={`${id}-${name}`}
        className="target"
        type={type}
        maxLength={WARNING_LIMITS.mostNameCharacters}
        placeholder={name === 'name' ? usualName : ''}
        value={texts[name]}
        onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
      />
    </div>
  )
  return (
    <div className="hazard-card">
      <Segmented<WarningLevel>
        block
        className="target-group"
        aria-label={t('level')}
        value={level}
        options={WARNING_LEVEL_NAMES.map((value) => ({
          value,
          label: WARNING_LEVELS[value].label[language],
        }))}
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
      {field('name', 'text')}
      {field('from', 'datetime-local')}
      {field('until', 'datetime-local')}
      {field('text', 'text')}
      <div className="hazard-tools">
        <Button
          type="primary"
          className="target"
          disabled={texts.from === ''}
          loading={isSaving}
          onClick={() => void save()}
        >
          {isSaving ? t('saving') : t('warningSave')}
        </Button>
        <Button className="target" onClick={() => setHazardTool('none')}>
          {t('leave')}
        </Button>
      </div>
      {problem && <NotSaved problem={problem} />}
    </div>
  )
}
