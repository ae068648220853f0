import { AimOutlined, CloseOutlined, StopOutlined, WarningOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../../../data/coordinate-system.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { NearestAnswer } from '../../../data/nearest.ts'
import type { PastedSystem } from '../../../data/search.ts'
import { coordinateText, distanceText, listText } from '../../../data/wording.ts'
import { CoordinateCopy, fetchCoordinateSystems } from '../../form/coordinate-copy.tsx'
import { Action, Choice } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { changeState, flyTo, type Place, placeName } from '../../state/app-state.ts'
import { giveReadings, takeIn } from '../../state/pasted-place.ts'
import { planPlace } from '../../state/plan-draft.ts'
import { closureWords, isOnRoad, roadOfSnap, warningWords } from './arrival-texts.ts'

/** Half a side of the box shown around a place, in degrees: about a kilometre. */
const AROUND_DEGREES = 0.01

const around = ([longitude, latitude]: LonLat): void =>
  flyTo([
    longitude - AROUND_DEGREES,
    latitude - AROUND_DEGREES,
    longitude + AROUND_DEGREES,
    latitude + AROUND_DEGREES,
  ])

/** The button goes with the place: the focus moves to where the next one is looked for. */
const clearPlace = (): void => {
  changeState({ place: null, emphasisedId: null, pointedId: null })
  document.querySelector<HTMLElement>('.search-input')?.focus()
}

const SYSTEMS = Object.keys(COORDINATE_SYSTEMS) as CoordinateSystem[]

interface PlaceCardProps {
  place: Place
  answer: NearestAnswer | null
}

/** The place asked about: what it was chosen by, its road, its coordinates, closures kept clear of. */
export const PlaceCard = ({ place, answer }: PlaceCardProps) => {
  const { t, language } = useText('panels', 'nearest.place')
  const snap = answer?.snap
  useReadings(place)
  const card = useRef<HTMLElement>(null)
  const { position } = place
  const name = placeName(place, language)
  const isRoadSaid = snap && isOnRoad(snap) && (name?.includes(roadOfSnap(snap, language)) ?? false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each place anew is to be seen
  useEffect(() => {
    // newer browsers answer with a promise, which is no way to clean up
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [position])
  return (
    <section ref={card} className="column place-card" aria-label={t('heading')}>
      <div className="row place-head">
        <h2>{name ?? t('onMap')}</h2>
        {snap && !isRoadSaid && (!snap.carriageway || !isOnRoad(snap)) && (
          <span className="secondary place-road">
            {t(isOnRoad(snap) ? 'onRoad' : 'snap', {
              road: roadOfSnap(snap, language),
              distance: distanceText(snap.distanceMetres, language),
            })}
          </span>
        )}
        <span className="row place-buttons">
          <Action
            type="text"
            icon={AimOutlined}
            aria-label={t('locate')}
            title={t('locate')}
            onClick={() => around(place.position)}
          />
          <Action
            type="text"
            icon={CloseOutlined}
            aria-label={t('clear')}
            title={t('clear')}
            onClick={clearPlace}
          />
        </span>
      </div>
      {snap?.carriageway && (
        <OneLine>{language === 'zh' ? snap.carriageway.detailZh : snap.carriageway.detail}</OneLine>
      )}
      <div className="row wrapped place-coordinates">
        {place.pasted && place.pasted.readings.length > 1 && (
          <SystemChoice place={place} pasted={place.pasted} />
        )}
        <CoordinateCopy position={place.position} />
        {place.onWork && <SendHere place={place} />}
      </div>
      {place.remark && <OneLine>{place.remark[language]}</OneLine>}
      {answer?.place.remark && <OneLine>{answer.place.remark[language]}</OneLine>}
      {answer && answer.warnings.length > 0 && <WarningsLine warnings={answer.warnings} />}
      {answer && answer.closuresInForce > 0 && <ObeyedLine answer={answer} />}
    </section>
  )
}

/** A stake of a levee is asked for by who sends goods there, too. */
const SendHere = ({ place }: { place: Place }) => {
  const { t, language } = useText('panels')
  const send = (): void => planPlace(place, placeName(place, language) ?? '')
  return <Action label={t('drawer.sendHere')} onClick={send} />
}

/** As much of a text as fits into one line; a click shows the rest: the rows come first. */
const OneLine = ({ children }: { children: ReactNode }) => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <button
      type="button"
      className="bare one-line"
      aria-expanded={isOpen}
      onClick={() => setIsOpen(!isOpen)}
    >
      {children}
    </button>
  )
}

/** A link names the system of its coordinates; where they lie in the others is worked out here. */
const useReadings = ({ position, pasted }: Place): void => {
  const isLinked = pasted !== undefined && pasted.readings.length === 0
  const system = pasted?.system
  useEffect(() => {
    if (!isLinked || system === undefined) return
    let isWanted = true
    fetchCoordinateSystems()
      .then(({ readingsAt }) => isWanted && giveReadings(readingsAt(position, system)))
      // Without it the place stands where the link has it.
      .catch(() => undefined)
    return () => {
      isWanted = false
    }
  }, [isLinked, position, system])
}

/** Roads that the ways keep clear of, by name, with the way to where they are managed. */
const ObeyedLine = ({ answer: { obeyed, closuresInForce } }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels', 'nearest.place')
  const others = closuresInForce - obeyed.length
  const names = obeyed.map((closure) => closureWords(closure, language))
  return (
    <div className="row obeyed-line" data-obeyed={names.length > 0}>
      <StopOutlined aria-hidden />
      <OneLine>
        {names.length > 0 && (
          <>
            <strong>{t('obeyed', { count: names.length })}</strong> {listText(names, language)}{' '}
          </>
        )}
        {others > 0 && <span className="secondary">{t('others', { count: others })}</span>}
      </OneLine>
      <Action type="link" label={t('see')} onClick={() => changeState({ panel: 'hazards' })} />
    </div>
  )
}

/** Warnings that hold at the place, by level and headline. */
const WarningsLine = ({ warnings }: { warnings: NearestAnswer['warnings'] }) => {
  const { t, language } = useText('panels', 'nearest.place')
  return (
    <div className="row obeyed-line">
      <WarningOutlined aria-hidden />
      <p>
        <strong>{t('warnings')}</strong> {listText(warnings.map(warningWords(language)), language)}
      </p>
    </div>
  )
}

interface SystemChoiceProps {
  place: Place
  pasted: PastedSystem
}

/** The system that pasted coordinates are taken in: the place moves with it, and it is said how far. */
const SystemChoice = ({ place, pasted: { system, readings } }: SystemChoiceProps) => {
  // taken as WGS-84 they lie where the numbers say
  const given = readings.find((reading) => reading.system === 'wgs84')?.position
  const { t } = useText('panels', 'nearest.place')
  const [first, second] = readings
  const chosen = readings.find((reading) => reading.system === system) ?? first!
  const values = SYSTEMS.filter((each) => readings.some((reading) => reading.system === each))
  const isFirst = chosen === first
  // how far it has moved, or would move as the next likely
  const { metres, system: other } = isFirst ? second! : { ...chosen, system: first!.system }
  const names = { system: t(`systems.${system}`), other: t(`systems.${other}`), metres }
  return (
    <div className="system-choice">
      <Choice
        label={t('system')}
        value={system}
        values={values}
        textOf={(each) => t(`systems.${each}`)}
        onChange={(each) => takeIn(place, each)}
      />
      {given && <p>{t('given', { ...names, numbers: coordinateText(given) })}</p>}
      <p role="status">
        {place.isAsLast && t('asLast', names)}
        {t(isFirst ? 'taken' : 'moved', names)}
      </p>
    </div>
  )
}
