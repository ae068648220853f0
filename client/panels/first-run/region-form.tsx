import { useState } from 'react'
import type { Bbox } from '../../../data/geometry.ts'
import { orderMarkOf, type RegionName } from '../../../data/region.ts'
import { renameRegion } from '../../api/first-run.ts'
import { useRegion } from '../../api/region.ts'
import { Action, Message, TextField } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'

const DEGREE_DECIMALS = 2

const boxWords = (bbox: Bbox) => {
  const [west, south, east, north] = bbox.map((degrees) => degrees.toFixed(DEGREE_DECIMALS))
  return { longitudes: `${west}–${east}`, latitudes: `${south}–${north}` }
}

/** The name of the region, and the box that follows from the data. */
export const RegionForm = () => {
  const { told } = useRegion()
  // What others have saved meanwhile is shown, unless something is being typed here.
  return told ? <NamedRegion key={JSON.stringify(told.region)} /> : null
}

const NamedRegion = () => {
  const { t, language } = useText('firstRun', 'region')
  const { told, bbox } = useRegion()
  const kept = told?.region
  const [name, setName] = useState(kept?.name ?? '')
  const [nameEn, setNameEn] = useState(kept?.nameEn ?? '')
  const [source, setSource] = useState(kept?.source ?? '')
  const [mark, setMark] = useState(kept?.orderMark ?? '')
  const { isBusy, problem, attempt } = useAttempt()
  const orNull = (text: string): string | null => text.trim() || null
  const typed = {
    name: name.trim(),
    nameEn: orNull(nameEn),
    source: orNull(source),
    orderMark: orNull(mark),
  }
  const save = () => attempt(() => renameRegion(typed))
  const isSaved = Object.entries(typed).every(
    ([field, text]) =>
      text === (kept?.[field as keyof RegionName] ?? (field === 'name' ? '' : null)),
  )
  return (
    <section className="stack first-region">
      <h3>{t('title')}</h3>
      <div className="row first-fields">
        <TextField label={t('name')} value={name} onChange={setName} />
        <TextField label={t('nameEn')} value={nameEn} onChange={setNameEn} />
        <TextField label={t('source')} value={source} onChange={setSource} />
        <TextField
          label={t('orderMark')}
          value={mark}
          onChange={setMark}
          placeholder={orderMarkOf({ name: name.trim(), orderMark: null })}
        />
        {!isSaved && (
          <Action
            label={t('save')}
            loading={isBusy}
            disabled={name.trim() === ''}
            onClick={() => void save()}
          />
        )}
      </div>
      {problem && <Message type="error" title={problem.sentence[language]} />}
      <p className="secondary">
        {bbox && told?.bboxFrom
          ? t('box', {
              from: t(`from.${told.bboxFrom}`),
              ...boxWords(bbox),
            })
          : t('noBox')}
      </p>
    </section>
  )
}
