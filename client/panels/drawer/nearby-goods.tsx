/** Goods near a place: how much of the usual items arrives within which time, and what is planned. */

import { Collapse, Spin } from 'antd'
import { useState } from 'react'
import { groupOf } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { EXAMPLE_NORM_ID } from '../../../data/reserve-norm.ts'
import { itemInUnits, localisedName, numberText } from '../../../data/wording.ts'
import { useAdequacy } from '../../api/adequacy.ts'
import { reasonOf } from '../../api/problem.ts'
import { useStock } from '../../api/stock.ts'
import { FigureTable } from '../../form/figure-table.tsx'
import { Action, Message } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { changeDispatch, changeState } from '../../state/app-state.ts'
import type { OpenedFeature } from './drawer-groups.tsx'
import '../../form/blocks.css'

const FLOOD_ITEMS: readonly MaterialKey[] = [
  'sandbag',
  'life-jacket',
  'pump',
  'boat',
  'geotextile',
  'stone',
]
const FIRE_ITEMS: readonly MaterialKey[] = ['blower', 'water-gun', 'fire-beater', 'forest-pump']
/** Totals up to here are shown; what is farther is a matter of planning. */
const SHOWN_MINUTES = [30, 60]

export const NearbyGoods = ({ collection, feature }: OpenedFeature) => {
  const { t } = useText('panels')
  return (
    <Collapse
      className="drawer-collapse"
      size="small"
      items={[
        {
          key: 'goods',
          label: t('drawer.nearbyGoods'),
          children: <Goods collection={collection} feature={feature} />,
        },
        ...(groupOf(collection) === 'flood-works'
          ? [
              {
                key: 'planned',
                label: t('drawer.plannedReserve'),
                children: <Planned workId={feature.id} />,
              },
            ]
          : []),
      ]}
    />
  )
}

const Goods = ({ collection, feature }: OpenedFeature) => {
  const { t, language } = useText('panels')
  const items = groupOf(collection) === 'forests' ? FIRE_ITEMS : FLOOD_ITEMS
  const [wanted] = useState(() => Object.fromEntries(items.map((item) => [item, 0])))
  const position = representativePoint(feature.geometry)
  const { data, error } = useStock(wanted, position)
  if (error) return <Message type="error" title={reasonOf(error, language)} />
  if (!data) return <Spin />
  const findMore = (): void => {
    const label = localisedName(feature.properties, language)
    changeState({ panel: 'dispatch', place: { position, label } })
    changeDispatch({ tab: 'find', wanted })
  }
  const columns = data.totals.filter(
    ({ withinMinutes }) => withinMinutes !== null && SHOWN_MINUTES.includes(withinMinutes),
  )
  return (
    <>
      <FigureTable
        head={[
          t('drawer.item'),
          ...columns.map(({ withinMinutes: minutes }) => t('drawer.withinMinutes', { minutes })),
        ]}
        rows={items.map((item) => [
          itemInUnits(item, language),
          ...columns.map(({ available }) => numberText(available[item] ?? 0, language)),
        ])}
      />
      <Action label={t('drawer.findGoods')} onClick={findMore} />
    </>
  )
}

/** Shortfalls of one work as if no other needed anything. */
const BY_ITSELF = { norm: EXAMPLE_NORM_ID, view: 'each', county: '' } as const

const Planned = ({ workId }: { workId: string }) => {
  const { t, language } = useText('panels', 'drawer')
  const { data, error } = useAdequacy(BY_ITSELF)
  if (error) return <Message type="error" title={reasonOf(error, language)} />
  if (!data) return <Spin description={t('computing')} />
  const work = data.works.find(({ id }) => id === workId)
  return (
    <>
      {work ? (
        <ul className="drawer-planned">
          {work.lines.map(({ item, planned, within60, short }) => (
            <li key={item}>
              {t('plannedLine', {
                item: MATERIALS[item].label[language],
                planned: numberText(planned, language),
                within60: numberText(within60, language),
              })}
              {short > 0 && <strong> {t('short', { short: numberText(short, language) })}</strong>}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('nothingPlanned')}</p>
      )}
      <p className="secondary">{t('plannedByItself')}</p>
      <p className="secondary">{data.norm.source[language]}</p>
    </>
  )
}
