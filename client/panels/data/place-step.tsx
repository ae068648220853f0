/** In which system the coordinates of a file are: as judged, by which evidence, and as chosen. */
import { Radio } from 'antd'
import type { ImportSummary } from '../../../data/imports.ts'
import { numberText } from '../../../data/wording.ts'
import { FigureTable } from '../../form/figure-table.tsx'
import { Action, Message, ReadableTag } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { isSystem, SYSTEM_NAMES, SYSTEMS, type System } from './intake-pieces.tsx'
import { useShowAll } from './show-on-map.ts'
import type { StepProps } from './staged-steps.tsx'

type Medians = Readonly<Record<System, number>>

const mediansOf = ({ coordinates: { medianRoadMetres } }: ImportSummary): Medians | null =>
  (medianRoadMetres as Medians | undefined) ?? null

const bestOf = (medians: Medians): System =>
  SYSTEM_NAMES.reduce((best, each) => (medians[each] < medians[best] ? each : best))

export const PlaceStep = (step: StepProps) => {
  const { entry, report, apply } = step
  const { t, language } = useText('intake')
  const medians = mediansOf(report)
  const showAll = useShowAll(entry.id)
  const { system } = entry.choices
  return (
    <>
      <Judgement report={report} />
      {medians && <Evidence medians={medians} coordinates={report.coordinates} />}
      {system !== null && medians && <Unfit chosen={system} medians={medians} />}
      {medians && (
        <fieldset className="block">
          <legend className="visually-hidden">{t('place.choose')}</legend>
          <span aria-hidden>{t('place.choose')}</span>
          <Radio.Group
            vertical
            className="intake-radios"
            value={system ?? 'judged'}
            options={[
              { value: 'judged', label: t('place.judged') },
              ...SYSTEM_NAMES.map((value) => ({ value, label: SYSTEMS[value][language] })),
            ]}
            onChange={({ target: { value } }) => apply({ system: isSystem(value) ? value : null })}
          />
        </fieldset>
      )}
      {showAll && (
        <div className="buttons">
          <Action label={t('place.onMap')} onClick={showAll} />
        </div>
      )}
    </>
  )
}

/** What the program makes of the coordinates, and how surely. */
const Judgement = ({ report }: { report: ImportSummary }) => {
  const { t, language } = useText('intake')
  const { system, isSure, epsg, declared, groupedBy } = report.coordinates
  const heading =
    report.mapping[String(groupedBy)]?.heading ??
    report.unmapped.find(({ column }) => column === groupedBy)?.heading
  const name = String(declared ?? (epsg === undefined ? 'CGCS2000' : `EPSG:${epsg}`))
  if (system === 'projected') return <p>{t('place.projected', { name })}</p>
  if (system === 'geographic') return <p>{t('place.geographic', { name })}</p>
  if (system === 'mixed') {
    return (
      <>
        <div className="block">
          <p>{t('place.mixed', { column: heading || groupedBy })}</p>
          <Groups report={report} />
        </div>
        {isSure === false && <Message type="warning" title={t('place.mixedUnsure')} />}
      </>
    )
  }
  if (!isSystem(system)) return <p>{t('place.none')}</p>
  const judged = { system: SYSTEMS[system][language] }
  return isSure === false ? (
    <Message type="warning" title={t('place.judgedUnsure', judged)} />
  ) : (
    <p>{t('place.judgedSure', judged)}</p>
  )
}

const Groups = ({ report }: { report: ImportSummary }) => {
  const { t, language } = useText('intake')
  const groups = (report.coordinates.groups ?? {}) as Readonly<Record<string, unknown>>
  return (
    <ul>
      {Object.entries(groups).map(([value, system]) => (
        <li key={value}>
          {t('place.group', {
            value,
            system: isSystem(system) ? SYSTEMS[system][language] : String(system),
          })}
        </li>
      ))}
    </ul>
  )
}

interface EvidenceProps {
  medians: Medians
  coordinates: ImportSummary['coordinates']
}

const Evidence = ({ medians, coordinates: { system: taken, isSure } }: EvidenceProps) => {
  const { t, language } = useText('intake')
  const best = bestOf(medians)
  return (
    <div>
      <FigureTable
        head={[t('place.system'), t('place.metres'), '']}
        rows={SYSTEM_NAMES.map((system) => [
          SYSTEMS[system][language],
          t('place.metresValue', { metres: numberText(Math.round(medians[system]), language) }),
          // By a metre or two none is best.
          system === best && taken !== 'mixed' && isSure !== false ? (
            <ReadableTag key={system} color="success">
              {t('place.best')}
            </ReadableTag>
          ) : null,
        ])}
      />
      <p className="secondary">{t('place.how')}</p>
    </div>
  )
}

/** The chosen system may lie this much farther from the roads than another before it is doubted. */
const DOUBTFUL_SHARE = 1.5

const Unfit = ({ chosen, medians }: { chosen: System; medians: Medians }) => {
  const { t, language } = useText('intake')
  const best = bestOf(medians)
  if (medians[chosen] <= DOUBTFUL_SHARE * medians[best]) return null
  return (
    <Message
      type="warning"
      title={t('place.unfit', {
        chosen: Math.round(medians[chosen]),
        system: SYSTEMS[best][language],
        best: Math.round(medians[best]),
      })}
    />
  )
}
