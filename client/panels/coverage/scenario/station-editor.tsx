import { Button, Input, InputNumber, Modal, Select } from 'antd'
import { Fragment, useId, useState } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import { stationResource } from '../../../../data/resources/station.ts'
import { type ChangedStation, SCENARIO_LIMITS } from '../../../../data/scenario.ts'
import { GearRows, GearSelect } from '../../../form/gear-picker.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeStation, removeStation } from '../../../state/scenario-draft.ts'
import type { StationValues } from '../../../state/station-values.ts'

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const MOST = { crewOnDuty: 1000, turnoutSeconds: SCENARIO_LIMITS.mostTurnoutSeconds } as const

const optionsOf = (field: 'buildStatus' | 'dutyPattern' | 'grade', language: Language) =>
  Object.entries(stationResource.fields[field].options).map(([value, { label }]) => ({
    value,
    label: label[language],
  }))

interface StationEditorProps {
  id: string
  name: string
  /** As they are now, the scenario's changes included. */
  values: StationValues
  onClose: () => void
}

/** Duty, crew, turnout, grade and gear of one station, changed in the scenario only. */
export const StationEditor = ({ id, name, values: before, onClose }: StationEditorProps) => {
  const { t, language } = useText('planning')
  const [values, setValues] = useState(before)
  const change = (changes: Partial<StationValues>): void => setValues({ ...values, ...changes })
  const isShift = values.dutyPattern === 'day-shift'
  const hasHours = TIME.test(values.dutyFrom ?? '') && TIME.test(values.dutyUntil ?? '')
  const ids = useId()
  const gear = {
    equipment: values.equipment,
    onChange: (equipment: object) => change({ equipment }),
  }
  const apply = (): void => {
    const differing = Object.fromEntries(
      Object.entries(values).filter(
        ([field, value]) =>
          JSON.stringify(value) !== JSON.stringify(before[field as keyof StationValues]),
      ),
    )
    if (Object.keys(differing).length > 0) changeStation({ id, ...differing } as ChangedStation)
    onClose()
  }
  return (
    <Modal
      open
      title={`${t('editor.title')}：${name}`}
      onCancel={onClose}
      footer={
        <>
          <Button
            danger
            onClick={() => {
              removeStation(id)
              onClose()
            }}
          >
            {t('list.close')}
          </Button>
          <Button onClick={onClose}>{t('editor.cancel')}</Button>
          <Button type="primary" disabled={isShift && !hasHours} onClick={apply}>
            {t('editor.apply')}
          </Button>
        </>
      }
    >
      <div className="station-editor">
        <label htmlFor={`${ids}-status`}>{t('editor.buildStatus')}</label>
        <Select<StationValues['buildStatus']>
          id={`${ids}-status`}
          value={values.buildStatus}
          options={optionsOf('buildStatus', language)}
          onChange={(buildStatus) => change({ buildStatus })}
        />
        {values.buildStatus !== 'operating' && (
          <>
            <label htmlFor={`${ids}-opening`}>{t('editor.openingOn')}</label>
            <Input
              id={`${ids}-opening`}
              type="date"
              value={values.openingOn ?? ''}
              onChange={({ target }) => change({ openingOn: target.value || null })}
            />
          </>
        )}
        <label htmlFor={`${ids}-duty`}>{t('editor.dutyPattern')}</label>
        <Select<StationValues['dutyPattern']>
          id={`${ids}-duty`}
          value={values.dutyPattern}
          options={optionsOf('dutyPattern', language)}
          onChange={(dutyPattern) => change({ dutyPattern })}
        />
        {isShift && (
          <>
            <span>{t('editor.hours')}</span>
            <span className="query-row">
              {(['dutyFrom', 'dutyUntil'] as const).map((field) => (
                <Input
                  key={field}
                  className="duty-time"
                  aria-label={t(field === 'dutyFrom' ? 'editor.from' : 'editor.until')}
                  placeholder="08:00"
                  status={TIME.test(values[field] ?? '') ? '' : 'error'}
                  value={values[field] ?? ''}
                  onChange={({ target }) => change({ [field]: target.value })}
                />
              ))}
            </span>
            {!hasHours && <p role="alert">{t('editor.badTime')}</p>}
          </>
        )}
        {(['crewOnDuty', 'turnoutSeconds'] as const).map((field) => (
          <Fragment key={field}>
            <label htmlFor={`${ids}-${field}`}>{t(`editor.${field}`)}</label>
            <InputNumber
              id={`${ids}-${field}`}
              min={0}
              max={MOST[field]}
              precision={0}
              value={values[field]}
              onChange={(value) => value !== null && change({ [field]: value })}
            />
          </Fragment>
        ))}
        <label htmlFor={`${ids}-grade`}>{t('editor.grade')}</label>
        <Select<StationValues['grade']>
          id={`${ids}-grade`}
          value={values.grade}
          options={optionsOf('grade', language)}
          onChange={(grade) => change({ grade })}
        />
        <span>{t('editor.equipment')}</span>
        <div>
          <GearRows {...gear} />
          <GearSelect {...gear} />
        </div>
      </div>
    </Modal>
  )
}
