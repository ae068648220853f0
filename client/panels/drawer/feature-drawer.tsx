import { CloseOutlined, PrinterOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton, Tag } from 'antd'
import { type RefObject, useEffect, useId, useRef } from 'react'
import { COLLECTIONS, type CollectionId, groupOf, isUnionId } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { bboxOf } from '../../../data/geometry.ts'
import { dateText } from '../../../data/local-time.ts'
import { PROVENANCE_OPTIONS, type Provenance } from '../../../data/provenance.ts'
import { localisedName } from '../../../data/wording.ts'
import { type ApiFeature, useFeature } from '../../api/features.ts'
import { usePersonal } from '../../api/personal.ts'
import { reasonOf } from '../../api/problem.ts'
import { CopyButton } from '../../form/copy-button.tsx'
import { lateCode } from '../../form/late-code.ts'
import { switchCollection } from '../../form/nearest-query.ts'
import { lazyPart } from '../../form/part-boundary.tsx'
import { Action, LoadFailure, Message } from '../../form/pieces.tsx'
import { ageText, dateOf, isStale, wallClockAt } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import {
  askAbout,
  changeDispatch,
  changeNearest,
  changeState,
  flyTo,
  type Selection,
  useAppState,
} from '../../state/app-state.ts'
import { useAsOf } from '../../state/as-of.ts'
import { useEditing } from '../../state/edit-draft.ts'
import { planTransferTo } from '../../state/plan-draft.ts'
import { DrawerGroups, type OpenedFeature } from './drawer-groups.tsx'
import { FeatureSheet } from './feature-sheet.tsx'
import './drawer.css'

/** Whose place may want goods. */
const WITH_GOODS: readonly CollectionId[] = ['flood-works', 'forests']

/** It comes with the first such place. */
export const fetchNearbyGoods = lateCode(
  async () => (await import('./nearby-goods.tsx')).NearbyGoods,
)
const NearbyGoods = lazyPart(fetchNearbyGoods, { Waiting: () => null })

/** What can be changed about it comes after what is known of it. */
export const fetchFeatureChanges = lateCode(
  async () => (await import('../edit/feature-changes.tsx')).FeatureChanges,
)
const FeatureChanges = lazyPart(fetchFeatureChanges, { Waiting: () => null })

const close = (): void => changeState({ selection: null })

/** Everything known about the selected feature, beside a map that stays usable. */
export const FeatureDrawer = () => {
  const selection = useAppState((state) => state.selection)
  const isEdited = useEditing((state) => state.draft !== null)
  return selection === null || isEdited ? null : <OpenDrawer selection={selection} />
}

const OpenDrawer = ({ selection }: { selection: Selection }) => {
  const { t, language } = useText('panels')
  const { collection, id } = selection
  const { data: feature, home, isLoading, failure, retry } = useFeature(collection, id)
  const headingId = useId()
  const heading = useDrawerFocus(`${collection}/${id}`, close)
  const resource = COLLECTIONS[home]
  return (
    <dialog open className="column feature-drawer" aria-labelledby={headingId}>
      <div className="drawer-head">
        <div>
          <p className="secondary">{resource.title[language]}</p>
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {feature ? localisedName(feature.properties, language) : id}
          </h2>
        </div>
        <Action icon={CloseOutlined} type="text" aria-label={t('close')} onClick={close} />
      </div>
      {isLoading && <DrawerLoading />}
      {failure &&
        (failure.kind === 'not-found' ? (
          <Message type="warning" title={t('drawer.notFound')} />
        ) : (
          <LoadFailure
            title={t('drawer.error', { detail: failure.sentence[language] })}
            onRetry={retry}
          />
        ))}
      {feature && <DrawerBody collection={home} feature={feature} />}
    </dialog>
  )
}

const DrawerLoading = () => {
  const { t } = useText('panels')
  return (
    <div role="status" className="column drawer-body">
      <span className="visually-hidden">{t('drawer.loading')}</span>
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  )
}

const DrawerBody = ({ collection, feature }: OpenedFeature) => {
  const isNow = useAsOf((state) => state.at === null)
  const personal = usePersonal({ collection, id: feature.id }, feature.properties, isNow)
  const whole = { ...feature, properties: { ...feature.properties, ...personal.data?.fields } }
  return (
    <div className="column drawer-body">
      <DrawerProvenance properties={feature.properties} />
      <DrawerActions collection={collection} feature={feature} />
      {isNow && !isUnionId(collection) && (
        <FeatureChanges key={feature.id} collection={collection} feature={feature} />
      )}
      {WITH_GOODS.includes(groupOf(collection)) && (
        <NearbyGoods collection={collection} feature={feature} />
      )}
      <PersonalStatus reading={personal} />
      <DrawerGroups collection={collection} feature={whole} />
      <FeatureSheet collection={collection} feature={whole} />
    </div>
  )
}

/** That whole names and numbers are on their way, or why masks have to do. */
const PersonalStatus = ({ reading }: { reading: UseQueryResult }) => {
  const { t, language } = useText('panels')
  const { isLoading, error, refetch } = reading
  if (error) {
    const detail = reasonOf(error, language)
    return <LoadFailure title={t('personal.failed', { detail })} onRetry={() => void refetch()} />
  }
  return isLoading ? (
    <p role="status" className="secondary">
      {t('personal.loading')}
    </p>
  ) : null
}

/** Where the facts come from and how old they are, said before the facts. */
const DrawerProvenance = ({ properties }: Pick<ApiFeature, 'properties'>) => {
  const { t, language } = useText('panels')
  const { provenance, verifiedAt } = properties
  const today = dateOf(wallClockAt(Date.now()))
  const verified = typeof verifiedAt === 'string' ? verifiedAt : null
  const known = Object.hasOwn(PROVENANCE_OPTIONS, String(provenance))
  return (
    <>
      <p className="row wrapped provenance-line">
        {known && (
          <Tag className="provenance-chip">
            {PROVENANCE_OPTIONS[provenance as Provenance].label[language]}
          </Tag>
        )}
        <span className="secondary">
          {verified === null
            ? t('drawer.never')
            : t('drawer.verified', {
                date: dateText(verified, language),
                age: ageText(verified, today, language),
              })}
        </span>
      </p>
      {verified !== null && isStale(verified, today) && (
        <Message type="warning" title={t('drawer.stale')} />
      )}
    </>
  )
}

const isInField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role="combobox"]') !== null

/**
 * Focus of a drawer that leaves the page usable: on opening to its heading, on closing back to
 * where it came from; Escape closes it from anywhere but a field that has its own use for the key.
 * @param opened names what is open; another name moves the focus again.
 */
const useDrawerFocus = (
  opened: string,
  close: () => void,
): RefObject<HTMLHeadingElement | null> => {
  const heading = useRef<HTMLHeadingElement>(null)
  useReturnOfFocus(heading)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new feature is read from its heading
  useEffect(() => heading.current?.focus({ preventScroll: true }), [opened])
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isInField(event.target)) return
      close()
    }
    document.addEventListener('keydown', closeOnEscape)
    return () => document.removeEventListener('keydown', closeOnEscape)
  }, [close])
  return heading
}

/** Gives the focus back when the drawer goes, unless the user has moved it elsewhere meanwhile. */
const useReturnOfFocus = (heading: RefObject<HTMLHeadingElement | null>): void => {
  useEffect(() => {
    const cameFrom = document.activeElement
    const drawer = heading.current?.closest('dialog')
    return () => {
      const focused = document.activeElement
      const isLost = focused === document.body || drawer?.contains(focused)
      if (isLost && cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
    }
  }, [heading])
}

/** They want goods without being a place; the unloading place is asked for. */
const WORKS: readonly CollectionId[] = ['flood-works', 'water', 'forests']

/** What can be done from here: who is nearest to this, show it, hand it on. */
const DrawerActions = ({ collection, feature }: OpenedFeature) => {
  const { t, language } = useText('panels')
  const askFor = (collection: CollectionId): void => {
    changeNearest(switchCollection(collection))
    askAbout(representativePoint(feature.geometry), localisedName(feature.properties, language))
  }
  const sendHere = (): void => {
    const [lon, lat] = representativePoint(feature.geometry)
    planTransferTo({
      workId: WORKS.includes(groupOf(collection)) ? feature.id : null,
      name: localisedName(feature.properties, 'zh'),
      lon,
      lat,
    })
    changeState({ selection: null })
  }
  const openBooks = (): void => {
    changeState({ panel: 'dispatch', selection: null })
    changeDispatch({ tab: 'books', stockpileId: feature.id })
  }
  return (
    <div className="card-actions">
      {collection === 'stockpiles' ? (
        <>
          <Action label={t('drawer.books')} onClick={openBooks} />
          <Action label={t('drawer.nearestWorks')} onClick={() => askFor('flood-works')} />
        </>
      ) : (
        <Action label={t('drawer.sendHere')} onClick={sendHere} />
      )}
      <Action
        type="primary"
        label={t('drawer.nearestStations')}
        onClick={() => askFor('stations')}
      />
      <Action label={t('drawer.nearestStockpiles')} onClick={() => askFor('stockpiles')} />
      <Action label={t('drawer.zoom')} onClick={() => flyTo(bboxOf(feature.geometry))} />
      <Action icon={PrinterOutlined} label={t('drawer.print')} onClick={() => window.print()} />
      <CopyButton text={() => window.location.href}>{t('copy.link')}</CopyButton>
    </div>
  )
}
