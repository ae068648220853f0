import { CloseOutlined } from '@ant-design/icons'
import { Alert, Button, Skeleton } from 'antd'
import { lazy, Suspense, useId } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { type ApiFeature, useFeature } from '../../api/features.ts'
import { localisedName } from '../../form/localised-name.ts'
import { LoadFailure } from '../../form/query-status.tsx'
import { useText } from '../../i18n/text.ts'
import { changeState, type Selection, useAppState } from '../../state/app-state.ts'
import { DrawerActions } from './drawer-actions.tsx'
import { DrawerGroups } from './drawer-groups.tsx'
import { DrawerProvenance } from './drawer-provenance.tsx'
import { useDrawerFocus } from './use-drawer-focus.ts'
import './drawer.css'

/** Whose place may want goods. */
const WITH_GOODS: readonly CollectionId[] = ['flood-works', 'forests']

/** It comes with the first such place. */
const NearbyGoods = lazy(async () => ({
  default: (await import('./nearby-goods.tsx')).NearbyGoods,
}))

const close = (): void => changeState({ selection: null })

/** Everything known about the selected feature, beside a map that stays usable. */
export const FeatureDrawer = () => {
  const selection = useAppState((state) => state.selection)
  return selection === null ? null : <OpenDrawer selection={selection} />
}

const OpenDrawer = ({ selection }: { selection: Selection }) => {
  const { t, language } = useText('panels')
  const {
    data: feature,
    isLoading,
    failure,
    retry,
  } = useFeature(selection.collection, selection.id)
  const headingId = useId()
  const heading = useDrawerFocus(`${selection.collection}/${selection.id}`, close)
  const resource = COLLECTIONS[selection.collection]
  return (
    <dialog open className="feature-drawer" aria-labelledby={headingId}>
      <div className="drawer-head">
        <div>
          <p className="secondary">{resource.title[language]}</p>
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {feature ? localisedName(feature.properties, language) : selection.id}
          </h2>
        </div>
        <Button
          className="target"
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('close')}
          onClick={close}
        />
      </div>
      {isLoading && <DrawerLoading />}
      {failure &&
        (failure.kind === 'not-found' ? (
          <Alert type="warning" showIcon title={t('drawer.notFound')} />
        ) : (
          <LoadFailure
            title={t('drawer.error', { detail: failure.sentence[language] })}
            onRetry={retry}
          />
        ))}
      {feature && <DrawerBody selection={selection} feature={feature} />}
    </dialog>
  )
}

const DrawerLoading = () => {
  const { t } = useText('panels')
  return (
    <div role="status" className="drawer-body">
      <span className="visually-hidden">{t('drawer.loading')}</span>
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  )
}

interface DrawerBodyProps {
  selection: Selection
  feature: ApiFeature
}

const DrawerBody = ({ selection, feature }: DrawerBodyProps) => (
  <div className="drawer-body">
    <DrawerProvenance properties={feature.properties} />
    <DrawerActions collection={selection.collection} feature={feature} />
    {WITH_GOODS.includes(selection.collection) && (
      <Suspense fallback={null}>
        <NearbyGoods collection={selection.collection} feature={feature} />
      </Suspense>
    )}
    <DrawerGroups collection={selection.collection} feature={feature} />
  </div>
)
