import { DeleteOutlined } from '@ant-design/icons'
import { Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  AREA_CLASS_NAMES,
  AREA_CLASSES,
  type AreaClass,
  STANDARD_LIMITS,
} from '../../../../data/standards.ts'
import { useDeleteStandard, useSavedStandards, useSaveStandard } from '../../../api/coverage.ts'
import { reasonOf } from '../../../api/problem.ts'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import {
  matchingStandard,
  minutesAndSeconds,
  type NamedStandard,
  namedStandards,
  standardSeconds,
} from './standard-choice.ts'

/** Times without a name. */
const OWN = 'own'

/** The standard by name or by its times; times of one's own can be saved under a name. */
export const StandardField = () => {
  const { t, language } = useText('coverage', 'parameters')
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
      <legend>{t('standard')}</legend>
      <div className="query-row">
        <StandardSelect named={named} chosen={chosen} onChoose={choose} />
      </div>
      {chosen?.isSaved && <StandardDelete key={chosen.id} standard={chosen} />}
      <div className="query-row">
        {AREA_CLASS_NAMES.map((areaClass) => (
          <StandardTime key={areaClass} areaClass={areaClass} />
        ))}
      </div>
      {chosen?.source && <p className="secondary">{t('source', { source: chosen.source })}</p>}
      {chosen === undefined && <StandardSave onSaved={setLastChosenId} />}
      {saved.error && (
        <p className="secondary" role="status">
          {t('savedUnavailable', { detail: reasonOf(saved.error, language) })}
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

const MOST_MINUTES = Math.floor(STANDARD_LIMITS.mostSeconds / 60)
const MOST_SECONDS = 59
/** The arrows beside the seconds go by quarters of a minute. */
const SECONDS_STEP = 15

/** The time of one class of place, minutes and seconds. */
const StandardTime = ({ areaClass }: { areaClass: AreaClass }) => {
  const { t, language } = useText('coverage')
  const standards = useAppState((state) => state.coverage.standards)
  const { minutes, seconds } = minutesAndSeconds(standards[areaClass])
  const name = AREA_CLASSES[areaClass].label[language]
  const change = (changedMinutes: number, changedSeconds: number): void =>
    changeCoverage({
      standards: { ...standards, [areaClass]: standardSeconds(changedMinutes, changedSeconds) },
    })
  return (
    <span className="standard-time">
      <span aria-hidden>{name}</span>
      <PartInput
        label={t('parameters.minutes', { areaClass: name })}
        unit={t('parameters.minuteUnit')}
        value={minutes}
        most={MOST_MINUTES}
        step={1}
        onChange={(value) => change(value, seconds)}
      />
      <PartInput
        label={t('parameters.seconds', { areaClass: name })}
        unit={t('parameters.secondUnit')}
        value={seconds}
        most={MOST_SECONDS}
        step={SECONDS_STEP}
        onChange={(value) => change(minutes, value)}
      />
    </span>
  )
}

interface PartInputProps {
  label: string
  unit: ReactNode
  value: number
  most: number
  step: number
  onChange: (value: number) => void
}

/** Typed figures count once they are finished: 1 on the way to 10 is not sent. */
const PartInput = ({ label, unit, value, most, step, onChange }: PartInputProps) => {
  const [typed, setTyped] = useState<number | null>(null)
  const finish = (): void => {
    if (typed !== null && typed !== value) onChange(typed)
    setTyped(null)
  }
  return (
    <span className="query-field">
      <InputNumber
        className="standard-part target"
        aria-label={label}
        min={0}
        max={most}
        step={step}
        precision={0}
        value={typed ?? value}
        onChange={setTyped}
        onStep={(stepped) => {
          setTyped(null)
          onChange(Number(stepped))
        }}
        onBlur={finish}
        onPressEnter={finish}
      />
      <span aria-hidden>{unit}</span>
    </span>
  )
}

/** Keeps the present times under a name; `onSaved` receives the identifier. */
const StandardSave = ({ onSaved }: { onSaved: (id: string) => void }) => {
  const { t, language } = useText('coverage', 'parameters')
  const standards = useAppState((state) => state.coverage.standards)
  const [name, setName] = useState('')
  const save = useSaveStandard()
  const trimmed = name.trim()
  const submit = (): void => {
    if (trimmed === '') return
    save.mutate({ name: trimmed, standards }, { onSuccess: ({ id }) => onSaved(id) })
  }
  return (
    <div className="query-row">
      <Input
        className="standard-name target"
        aria-label={t('saveName')}
        placeholder={t('saveName')}
        value={name}
        maxLength={STANDARD_LIMITS.mostNameCharacters}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={submit}
      />
      <Action
        disabled={trimmed === ''}
        loading={save.isPending}
        label={t('save')}
        onClick={submit}
      />
      {save.error && (
        <span role="alert">{t('saveFailed', { detail: reasonOf(save.error, language) })}</span>
      )}
    </div>
  )
}

/** Deletes a saved standard; asks first, because others use it as well. */
const StandardDelete = ({ standard }: { standard: NamedStandard }) => {
  const { t, language } = useText('coverage', 'parameters')
  const [isAsking, setIsAsking] = useState(false)
  const remove = useDeleteStandard()
  if (!isAsking) {
    return (
      <Action
        icon={DeleteOutlined}
        className="standard-delete"
        label={t('remove', { name: standard.name })}
        onClick={() => setIsAsking(true)}
      />
    )
  }
  return (
    <div className="query-row" role="alert">
      <span>{t('removeAsk', { name: standard.name })}</span>
      <Action
        danger
        loading={remove.isPending}
        label={t('removeYes')}
        onClick={() => remove.mutate(standard)}
      />
      <Action label={t('removeNo')} onClick={() => setIsAsking(false)} />
      {remove.error && (
        <span>{t('removeFailed', { detail: reasonOf(remove.error, language) })}</span>
      )}
    </div>
  )
}
