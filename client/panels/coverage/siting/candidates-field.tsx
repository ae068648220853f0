/** Where stations may stand, and which present ones may be changed instead. */
import { Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { exampleIn } from '../../../../data/feature-place.ts'
import { SITING_LIMITS } from '../../../../data/siting.ts'
import { useRegion } from '../../../api/region.ts'
import { lateCode } from '../../../form/late-code.ts'
import { useText } from '../../../i18n/text.ts'
import type { CandidateList } from './candidate-list.ts'
import { NumberField } from './number-field.tsx'
import {
  changeOptions,
  PLACE_KINDS,
  type SitingOptions,
  STATION_KINDS,
  useFormEdition,
} from './siting-options.ts'

const METRES_STEP = 100

export const CandidatesField = ({ options }: { options: SitingOptions }) => {
  const { t } = useText('planning', 'siting')
  const { leastMetres, mostMetres } = SITING_LIMITS
  const edition = useFormEdition()
  return (
    <fieldset className="siting-candidates">
      <legend>{t('candidates')}</legend>
      {[...PLACE_KINDS, ...STATION_KINDS].map((kind) => (
        <Checkbox
          key={kind}
          className="target"
          checked={options[kind]}
          onChange={({ target }) => changeOptions({ [kind]: target.checked })}
        >
          {t(kind)}
        </Checkbox>
      ))}
      <details className="fold">
        <summary className="target">{t('narrower')}</summary>
        <div className="siting-numbers">
          {(['nearTowns', 'awayFromStations'] as const).map((name) => (
            <NumberField
              key={name}
              label={t(name)}
              min={leastMetres}
              max={mostMetres}
              step={METRES_STEP}
              precision={0}
              value={options[`${name}Metres`]}
              onChange={(metres) => changeOptions({ [`${name}Metres`]: metres })}
              isOptional
            />
          ))}
        </div>
        <Radio.Group
          className="siting-view"
          value={options.view}
          onChange={({ target }) => changeOptions({ view: target.value as SitingOptions['view'] })}
          options={viewsOf(options).map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      </details>
      <CandidatePaste key={edition} points={options.points} />
    </fieldset>
  )
}

/** The area of an opened answer can be kept to while there is one. */
const viewsOf = ({ asAsked: { area, exclude } }: SitingOptions): SitingOptions['view'][] => [
  'anywhere',
  'inside',
  'outside',
  ...(area || exclude.length > 0 ? (['as-asked'] as const) : []),
]

/** For pasted lists only. */
const fetchReader = lateCode(() => import('./candidate-list.ts'))

/** A list of places, pasted or dropped in as a file. */
const CandidatePaste = ({ points }: Pick<SitingOptions, 'points'>) => {
  const { t } = useText('planning', 'siting')
  const [longitude, latitude] = exampleIn(useRegion().bbox)
  const [text, setText] = useState(() =>
    points.map(({ lon, lat, name = '' }) => [lon, lat, name].join(',')).join('\n'),
  )
  const [bad, setBad] = useState<Extract<CandidateList, { kind: 'unreadable' }> | null>(null)
  const read = async (value: string): Promise<void> => {
    setText(value)
    const { readCandidates } = await fetchReader()
    const found = readCandidates(value)
    setBad(found.kind === 'unreadable' ? found : null)
    changeOptions({ points: found.kind === 'points' ? [...found.points] : [] })
  }
  return (
    <details className="fold">
      <summary className="target">{t('list')}</summary>
      <Input.TextArea
        aria-label={t('list')}
        placeholder={`${longitude},${latitude},甲`}
        autoSize={{ minRows: 3, maxRows: 8 }}
        value={text}
        onChange={({ target }) => void read(target.value)}
      />
      <input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={t('list')}
        onChange={({ target }) => void target.files?.[0]?.text().then(read)}
      />
      <p className="secondary">{t('listHint')}</p>
      <p role="status">
        {points.length > 0 && <span>{t('listRead', { count: points.length })}</span>}
        {bad && <strong>{t('listBad', { line: bad.line, text: bad.text })}</strong>}
      </p>
    </details>
  )
}
